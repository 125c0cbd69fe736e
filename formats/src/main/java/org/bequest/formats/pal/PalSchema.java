package org.bequest.formats.pal;

import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.bequest.formats.MalformedException;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** {@code pal.xsd} beside this class: the schema of RFC 8295 section 2.1.2, mended. */
final class PalSchema {
  /** RFC 8295 section 11.1. */
  static final String NAMESPACE = "urn:ietf:params:xml:ns:pal";

  /**
   * The name of the schema, which section 11.2 prints below that of the namespace and which is
   * easily taken for it: understood, never written.
   */
  private static final String NAME_OF_SCHEMA = "urn:ietf:params:xml:schema:pal";

  /** The second with the https that section 2.1.2 prints. */
  private static final Set<String> INSTANCE =
      Set.of(
          XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI,
          "https://www.w3.org/2001/XMLSchema-instance");

  private static final Schema SCHEMA = load();

  private PalSchema() {}

  private static Schema load() {
    try {
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      return factory.newSchema(new StreamSource(PalSchema.class.getResourceAsStream("pal.xsd")));
    } catch (SAXException e) {
      throw new IllegalStateException("the schema of this jar is not whole", e);
    }
  }

  /** Refuses by the first exception. */
  static ValidatorHandler validator() {
    ValidatorHandler validator = SCHEMA.newValidatorHandler();
    validator.setErrorHandler(new Refusal());
    return validator;
  }

  /** The namespace that an element means. */
  static String namespace(String written) throws MalformedException {
    if (!written.equals(NAMESPACE) && !written.equals(NAME_OF_SCHEMA)) {
      throw new MalformedException("an element that is not of the namespace " + NAMESPACE);
    }
    return NAMESPACE;
  }

  /**
   * Whether an attribute may be passed over: {@code xsi:schemaLocation} is never followed, and no
   * other attribute of XML Schema changes anything here.
   */
  static boolean isOfInstance(String namespace) {
    return INSTANCE.contains(namespace);
  }

  private static final class Refusal implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXParseException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXParseException {
      throw e;
    }
  }
}
