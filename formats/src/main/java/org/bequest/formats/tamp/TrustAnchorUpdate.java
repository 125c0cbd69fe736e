package org.bequest.formats.tamp;

import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.AnchorFields;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * One entry of an update.
 *
 * <pre>
 * TrustAnchorUpdate ::= CHOICE {
 *   add     [1] TrustAnchorChoice,                    -- a CHOICE, so explicit
 *   remove  [2] SubjectPublicKeyInfo,
 *   change  [3] EXPLICIT TrustAnchorChangeInfoChoice }
 *                                                     -- RFC 5934 section 4.3
 * </pre>
 */
public sealed interface TrustAnchorUpdate {
  /** A management or an identity anchor. */
  record Add(TrustAnchorChoice anchor) implements TrustAnchorUpdate {
    private static final int TAG = 1;

    /** Whether the anchor says that it is an apex; none may be added by an update. */
    public boolean claimsApex() {
      return anchor.extension(TampOids.WRAPPED_APEX_CONTIN_KEY).isPresent();
    }

    @Override
    public Encoded encode() {
      return Tag.explicit(TAG, anchor.encode());
    }
  }

  /** The anchor with this key. */
  record Remove(SubjectPublicKeyInfo key) implements TrustAnchorUpdate {
    private static final int TAG = 2;

    @Override
    public Encoded encode() {
      return Tag.implicit(TAG, Encoded.of(key));
    }
  }

  /** The anchor with the key of the change. */
  record Change(TrustAnchorChangeInfoChoice change) implements TrustAnchorUpdate {
    private static final int TAG = 3;

    @Override
    public Encoded encode() {
      return Tag.explicit(TAG, change.encode());
    }
  }

  static TrustAnchorUpdate decode(Encoded value, String path) throws MalformedException {
    return switch (Tag.number(value)) {
      case Add.TAG -> {
        Encoded anchor = AnchorFields.explicit(value, path + "/add");
        yield new Add(TrustAnchorChoice.decode(anchor, path + "/add"));
      }
      case Remove.TAG -> {
        Encoded key = Tag.untagged(value, Encoded.SEQUENCE, path + "/remove");
        yield new Remove(Fields.key(key, path + "/remove"));
      }
      case Change.TAG -> {
        Encoded change = AnchorFields.explicit(value, path + "/change");
        yield new Change(TrustAnchorChangeInfoChoice.decode(change, path + "/change"));
      }
      default -> throw new MalformedException("unknown choice at " + path);
    };
  }

  Encoded encode();
}
