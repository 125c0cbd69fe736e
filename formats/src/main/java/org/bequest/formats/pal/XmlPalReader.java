package org.bequest.formats.pal;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.validation.ValidatorHandler;
import org.bequest.formats.MalformedException;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * RFC 8295 section 2.1.2. One pass: each event is held against the limits, then against the schema,
 * then taken. No document type, no entities but the five of XML, nothing fetched (security rule
 * S-40). Comments and processing instructions mean nothing.
 */
final class XmlPalReader {
  /** {@code pal/message/info/iasn/serial}. */
  private static final int DEEPEST = 5;

  /** A key identifier of 1,024 octets in hexadecimal, and blanks around it. */
  private static final int LONGEST_TEXT = 4096;

  private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF-16", "US-ASCII");
  private static final String MESSAGE = "message";

  /** A path has no other: it would quote the input. */
  private static final Set<String> NAMES =
      Set.of(
          "pal", MESSAGE, "type", "date", "size", "info", "dn", "ski", "iasn", "issuer", "serial",
          "uri");

  private static final Set<String> KEPT_BLANKS = Set.of("type", "dn", "issuer");

  private final PalLimits limits;
  private final ValidatorHandler schema = PalSchema.validator();
  private final Attributes none = new AttributesImpl();
  private final Deque<String> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private final List<PalEntry> entries = new ArrayList<>();
  private EntryFields fields = new EntryFields("");

  private XmlPalReader(PalLimits limits) {
    this.limits = limits;
  }

  static Pal read(byte[] document, PalLimits limits) throws MalformedException {
    XmlPalReader reader = new XmlPalReader(limits);
    reader.read(PalText.xml(document, limits));
    return new Pal(reader.entries);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory;
  }

  private void read(String document) throws MalformedException {
    try {
      XMLStreamReader in = factory().createXMLStreamReader(new StringReader(document));
      String encoding = in.getCharacterEncodingScheme();
      if (encoding != null && ENCODINGS.stream().noneMatch(encoding::equalsIgnoreCase)) {
        throw new MalformedException("an encoding that is neither UTF-8 nor UTF-16");
      }
      schema.startDocument();
      while (in.hasNext()) {
        in.next();
        take(in);
      }
      schema.endDocument();
    } catch (XMLStreamException e) {
      throw new MalformedException("not well-formed XML" + place(e), e);
    } catch (SAXException e) {
      throw new MalformedException("not of the schema at " + path() + rule(e), e);
    }
  }

  private void take(XMLStreamReader in) throws MalformedException, SAXException {
    switch (in.getEventType()) {
      case XMLStreamConstants.START_ELEMENT -> start(in);
      case XMLStreamConstants.END_ELEMENT -> end(in.getLocalName());
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
          text(in);
      case XMLStreamConstants.COMMENT,
          XMLStreamConstants.PROCESSING_INSTRUCTION,
          XMLStreamConstants.END_DOCUMENT -> {}
      default -> throw new MalformedException("a document type or an entity");
    }
  }

  private void start(XMLStreamReader in) throws MalformedException, SAXException {
    String name = in.getLocalName();
    open.addLast(name);
    if (open.size() > DEEPEST) {
      throw new MalformedException("elements too deep at " + path());
    }
    for (int i = 0; i < in.getAttributeCount(); i++) {
      if (!PalSchema.isOfInstance(String.valueOf(in.getAttributeNamespace(i)))) {
        throw new MalformedException("an attribute at " + path());
      }
    }
    String namespace = PalSchema.namespace(String.valueOf(in.getNamespaceURI()));
    schema.startElement(namespace, name, name, none);
    text.setLength(0);
    if (name.equals(MESSAGE)) {
      fields = new EntryFields("/pal/message[" + (entries.size() + 1) + "]");
    }
  }

  private void text(XMLStreamReader in) throws MalformedException, SAXException {
    schema.characters(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
    text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
    if (text.length() > LONGEST_TEXT) {
      throw new MalformedException("a text too long at " + path());
    }
  }

  private void end(String name) throws MalformedException, SAXException {
    schema.endElement(PalSchema.NAMESPACE, name, name);
    if (name.equals(MESSAGE)) {
      add(fields.entry());
    } else {
      fields.put(name, KEPT_BLANKS.contains(name) ? text.toString() : text.toString().trim());
    }
    text.setLength(0);
    open.removeLast();
  }

  private void add(PalEntry entry) throws MalformedException {
    if (entries.size() == limits.entries()) {
      throw new MalformedException("more than " + limits.entries() + " entries");
    }
    entries.add(entry);
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (String name : open) {
      path.append('/').append(NAMES.contains(name) ? name : "?");
      path.append(name.equals(MESSAGE) ? "[" + (entries.size() + 1) + "]" : "");
    }
    return path.isEmpty() ? "/" : path.toString();
  }

  private static String place(XMLStreamException e) {
    return e.getLocation() == null
        ? ""
        : " at line "
            + e.getLocation().getLineNumber()
            + ", column "
            + e.getLocation().getColumnNumber();
  }

  /**
   * The name of the broken rule of XML Schema, without the words after it, which quote the input.
   */
  private static String rule(SAXException e) {
    String message = String.valueOf(e.getMessage());
    int colon = message.indexOf(':');
    return message.startsWith("cvc-") && colon > 0 ? " (" + message.substring(0, colon) + ")" : "";
  }
}
