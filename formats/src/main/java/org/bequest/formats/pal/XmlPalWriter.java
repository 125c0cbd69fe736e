package org.bequest.formats.pal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.bequest.formats.pal.PalInfo.DistinguishedName;
import org.bequest.formats.pal.PalInfo.IssuerAndSerial;
import org.bequest.formats.pal.PalInfo.KeyIdentifier;
import org.bequest.formats.pal.PalInfo.Location;

/** RFC 8295 section 2.1.2: one line an entry. Digits of hexBinary in their canonical upper case. */
final class XmlPalWriter implements PalWriter {
  private final PalOrder order = new PalOrder();
  private final XMLStreamWriter out;

  XmlPalWriter(OutputStream stream) throws IOException {
    try {
      out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, "UTF-8");
      out.writeStartDocument("UTF-8", "1.0");
      out.writeCharacters("\n");
      out.writeStartElement("pal");
      out.writeDefaultNamespace(PalSchema.NAMESPACE);
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void write(PalEntry entry) throws IOException {
    order.check(entry);
    try {
      out.writeCharacters("\n");
      out.writeStartElement("message");
      element("type", entry.digits());
      if (entry.date() != null) {
        element("date", PalDate.encode(entry.date()));
      }
      element("size", Long.toString(entry.size()));
      out.writeStartElement("info");
      info(entry.info());
      out.writeEndElement();
      out.writeEndElement();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void info(PalInfo info) throws XMLStreamException {
    switch (info) {
      case Location location -> element("uri", location.uri().toString());
      case DistinguishedName name -> element("dn", name.text());
      case KeyIdentifier ski ->
          element("ski", HexFormat.of().withUpperCase().formatHex(ski.octets().bytes()));
      case IssuerAndSerial certificate -> {
        out.writeStartElement("iasn");
        element("issuer", certificate.issuerText());
        element("serial", certificate.serial().toString());
        out.writeEndElement();
      }
    }
  }

  private void element(String name, String text) throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  @Override
  public void end() throws IOException {
    try {
      out.writeCharacters("\n");
      out.writeEndElement();
      out.writeCharacters("\n");
      out.writeEndDocument();
      out.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }
}
