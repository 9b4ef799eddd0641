package dev.obs.http.sender;

import dev.obs.spi.SettingException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/// A certificate with its private key.
record Identity(List<X509Certificate> chain, PrivateKey key) {

  static Identity of(Pem certificates, Pem keys) throws SettingException {
    List<X509Certificate> chain = Certificates.in(certificates);
    PublicKey owner = chain.getFirst().getPublicKey();
    Pem.Block block = requireKey(keys);
    byte[] pkcs8 =
        block.label().equals("PRIVATE KEY") ? block.bytes() : Pkcs8.wrapping(block.bytes(), owner);
    PrivateKey key = key(keys, owner, pkcs8);
    if (!belongs(key, owner)) {
      throw keys.unusable("does not hold the key of the certificate in " + certificates.file());
    }
    return new Identity(chain, key);
  }

  /// Returns the block with the key.
  ///
  /// @throws SettingException if there is none in a form that can be read
  static Pem.Block requireKey(Pem keys) throws SettingException {
    for (Pem.Block block : keys.blocks()) {
      if (block.encrypted() || block.label().equals("ENCRYPTED PRIVATE KEY")) {
        throw keys.unusable("holds an encrypted key; decrypt it with openssl pkey");
      }
      switch (block.label()) {
        case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
          return block;
        }
        default -> {
          if (block.label().endsWith(" PRIVATE KEY")) {
            throw keys.unusable(
                "holds a key in the form "
                    + block.label()
                    + "; convert it with openssl pkcs8 -topk8 -nocrypt");
          }
        }
      }
    }
    throw keys.unusable("holds no key in PEM form (-----BEGIN PRIVATE KEY-----)");
  }

  private static PrivateKey key(Pem keys, PublicKey owner, byte[] pkcs8) throws SettingException {
    try {
      return KeyFactory.getInstance(owner.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException damaged) {
      throw keys.unusable(
          "holds no readable " + owner.getAlgorithm() + " key, as its certificate needs");
    }
  }

  /// Signs a sample and verifies it, which works for every kind of key.
  private static boolean belongs(PrivateKey key, PublicKey owner) {
    String algorithm =
        switch (owner.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> owner.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(owner);
      return signature.verify(signed);
    } catch (GeneralSecurityException mismatch) {
      return false;
    }
  }

  /// Hides the key.
  @Override
  public String toString() {
    return "Identity[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
