package dev.sightline.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Who is believed to be the registry, and who we are to it. */
final class Tls {
    private Tls() {}

    /**
     * TLS as the settings say.
     *
     * @throws RegistryException if a file cannot be used; the message names it
     */
    static SSLContext context(RegistrySettings settings) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(settings), authorities(settings).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new RegistryException("TLS cannot be set up for the schema registry: " + e.getMessage(), e);
        }
    }

    private static TrustManagerFactory authorities(RegistrySettings settings) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        Path file = settings.trustStore();
        String password = settings.trustStorePassword();
        if (file == null) {
            factory.init((KeyStore) null);
        } else {
            factory.init(password == null ? pem(file) : store(file, "trustStore", password));
        }
        return factory;
    }

    private static KeyManager @Nullable [] keys(RegistrySettings settings) throws GeneralSecurityException {
        Path file = settings.keyStore();
        String password = settings.keyStorePassword() == null ? "" : settings.keyStorePassword();
        if (file == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store(file, "keyStore", password), password.toCharArray());
        return factory.getKeyManagers();
    }

    private static KeyStore store(Path file, String key, String password) throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(file.toFile(), password.toCharArray());
        } catch (IOException | IllegalArgumentException e) {
            throw new RegistryException(
                    "the key store " + file + " cannot be read; check kafka.schemaRegistry." + key
                            + " and its password",
                    e);
        }
    }

    private static KeyStore pem(Path file) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(file)) {
            store.load(null, null);
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), one);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, e);
        }
        if (store.size() == 0) {
            throw unreadable(file, null);
        }
        return store;
    }

    private static RegistryException unreadable(Path file, @Nullable Exception cause) {
        return new RegistryException(
                "the certificates in " + file
                        + " cannot be read; name a PEM file in kafka.schemaRegistry.trustStore, or"
                        + " set trustStorePassword for a key store",
                cause);
    }
}
