package org.bequest.formats.pal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import org.bequest.formats.pal.PalInfo.DistinguishedName;
import org.bequest.formats.pal.PalInfo.IssuerAndSerial;
import org.bequest.formats.pal.PalInfo.KeyIdentifier;
import org.bequest.formats.pal.PalInfo.Location;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** RFC 8295 section 2.1.3: a bare array; size and serial are numbers of any length. */
final class JsonPalWriter implements PalWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final PalOrder order = new PalOrder();
  private final JsonGenerator out;

  JsonPalWriter(OutputStream stream) throws IOException {
    try {
      out = FACTORY.createGenerator(ObjectWriteContext.empty(), stream, JsonEncoding.UTF8);
      out.writeStartArray();
    } catch (JacksonException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void write(PalEntry entry) throws IOException {
    order.check(entry);
    try {
      out.writeStartObject();
      out.writeStringProperty("type", entry.digits());
      if (entry.date() != null) {
        out.writeStringProperty("date", PalDate.encode(entry.date()));
      }
      out.writeNumberProperty("size", entry.size());
      out.writeObjectPropertyStart("info");
      info(entry.info());
      out.writeEndObject();
      out.writeEndObject();
    } catch (JacksonException e) {
      throw new IOException(e);
    }
  }

  private void info(PalInfo info) {
    switch (info) {
      case Location location -> out.writeStringProperty("uri", location.uri().toString());
      case DistinguishedName name -> out.writeStringProperty("dn", name.text());
      case KeyIdentifier ski ->
          out.writeStringProperty("ski", HexFormat.of().formatHex(ski.octets().bytes()));
      case IssuerAndSerial certificate -> {
        out.writeObjectPropertyStart("iasn");
        out.writeStringProperty("issuer", certificate.issuerText());
        out.writeNumberProperty("serial", certificate.serial());
        out.writeEndObject();
      }
    }
  }

  @Override
  public void end() throws IOException {
    try {
      out.writeEndArray();
      out.close();
    } catch (JacksonException e) {
      throw new IOException(e);
    }
  }
}
