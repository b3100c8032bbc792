package dev.sightline.sink;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that gets a mail for each alert, with the snapshot that its surroundings have of it, if any.
 *
 * @param host of the SMTP server
 * @param port 1 to 65535
 * @param security how the connection is kept from others
 * @param user null for none
 * @param password null for none
 * @param from the sender's address
 * @param to the receivers' addresses, 1 to 50
 * @param subject a template
 * @param body a template
 * @param timeout of each step of the conversation, 100 ms to 1 min
 * @param trustedCertificates a PEM file of the certificates to believe instead of the Java runtime's, or null
 */
public record EmailTarget(
        String host,
        int port,
        Security security,
        @Nullable String user,
        @Nullable String password,
        String from,
        List<String> to,
        String subject,
        String body,
        Duration timeout,
        @Nullable Path trustedCertificates)
        implements Target {
    /** How a connection is kept from others. */
    public enum Security {
        /** It begins in the open and is encrypted before anything is said; usual on port 587. */
        STARTTLS,
        /** It is encrypted from the beginning; usual on port 465. */
        TLS,
        /** Not at all: for a mail server on the same machine. */
        NONE
    }

    private static final int MOST_RECEIVERS = 50;

    /** Checks everything that can be without asking anybody. */
    public EmailTarget {
        if (!host.matches("[A-Za-z0-9._:-]{1,253}")) {
            throw new IllegalArgumentException("host is the name of a mail server, such as mail.example.org");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is 1 to 65535, not " + port);
        }
        if (user == null && password != null) {
            throw new IllegalArgumentException("password needs a user; add it");
        }
        to = List.copyOf(to);
        if (to.isEmpty() || to.size() > MOST_RECEIVERS) {
            throw new IllegalArgumentException("to is 1 to " + MOST_RECEIVERS + " addresses, not " + to.size());
        }
        checkAddress("from", from);
        to.forEach(address -> checkAddress("to", address));
        AlertTemplate.of("subject", subject);
        AlertTemplate.of("body", body);
        if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("timeout is 100ms to 1m");
        }
    }

    /** A mail in plain words through a server that is spoken to in the usual way. */
    public static EmailTarget of(String host, String from, List<String> to) {
        return new EmailTarget(
                host,
                587,
                Security.STARTTLS,
                null,
                null,
                from,
                to,
                "{{severity}} {{rule}}, camera {{camera}}",
                "{{message}}\n\nRule {{rule}}, camera {{camera}}, at {{at}}.\n",
                Duration.ofSeconds(10),
                null);
    }

    @Override
    public AlertSink open(Surroundings around) {
        return new EmailSink(this, around);
    }

    private static void checkAddress(String key, String address) {
        try {
            new InternetAddress(address, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException(key + " has '" + address + "', which is no mail address");
        }
    }

    /** Shows the server alone. */
    @Override
    public String toString() {
        return "mail server " + host + ":" + port;
    }
}
