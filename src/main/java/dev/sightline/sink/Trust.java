package dev.sightline.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. */
final class Trust {
    private Trust() {}

    /**
     * The Java runtime's own authorities, or those of a file instead.
     *
     * @param certificates a PEM file of certificates, or null
     * @throws DeliveryException if the file cannot be read or holds none
     */
    static TrustManagerFactory authorities(@Nullable Path certificates) throws DeliveryException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(certificates == null ? null : store(certificates));
            return factory;
        } catch (IOException | GeneralSecurityException e) {
            throw DeliveryException.failed(
                    "the certificates in " + certificates + " cannot be read; name a PEM file in trustedCertificates",
                    e);
        }
    }

    /** TLS that believes {@link #authorities}. */
    static SSLContext context(@Nullable Path certificates) throws DeliveryException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, authorities(certificates).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw DeliveryException.failed("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Path certificates) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificates)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), one);
            }
        }
        if (store.size() == 0) {
            throw new IOException("no certificate");
        }
        return store;
    }
}
