package dev.sightline.sink;

import dev.sightline.alert.Alert;
import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLException;

/** Sends mails. Each delivery has a connection of its own. */
final class EmailSink implements AlertSink {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final EmailTarget target;
    private final Target.Surroundings around;
    private final AlertTemplate subject;
    private final AlertTemplate body;

    EmailSink(EmailTarget target, Target.Surroundings around) {
        this.target = target;
        this.around = around;
        this.subject = AlertTemplate.of("subject", target.subject());
        this.body = AlertTemplate.of("body", target.body());
    }

    @Override
    public void deliver(Alert alert) throws DeliveryException {
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(target.host(), target.port(), target.user(), target.password());
            MimeMessage mail = mail(session, alert);
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException | RuntimeException e) {
            throw DeliveryException.failed(target + " " + reason(e), e);
        }
    }

    @Override
    public void close() {}

    private MimeMessage mail(Session session, Alert alert) throws MessagingException {
        MimeMessage mail = new MimeMessage(session) {
            /** The same for each attempt, so that a mail that arrives twice can be told. */
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + AlertFields.key(alert) + "@sightline>");
            }
        };
        mail.setFrom(new InternetAddress(target.from(), true));
        for (String address : target.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
        }
        mail.setSubject(subject.fill(alert, Escape.NONE).replaceAll("\\p{Cntrl}+", " "), UTF_8);
        mail.setSentDate(Date.from(around.clock().instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText(body.fill(alert, Escape.NONE), UTF_8);
        parts.addBodyPart(text);
        var picture = around.snapshots().apply(alert);
        if (picture.isPresent()) {
            parts.addBodyPart(attachment(picture.get()));
        }
        mail.setContent(parts);
        mail.saveChanges();
        return mail;
    }

    private static MimeBodyPart attachment(byte[] jpeg) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(jpeg, "image/jpeg")));
        part.setFileName("alert.jpg");
        return part;
    }

    private Properties properties() throws DeliveryException {
        String timeout = String.valueOf(target.timeout().toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        properties.setProperty("mail.smtp.auth", String.valueOf(target.user() != null));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        if (target.security() != EmailTarget.Security.NONE) {
            boolean startTls = target.security() == EmailTarget.Security.STARTTLS;
            properties.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
            properties.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
            properties.setProperty("mail.smtp.ssl.enable", String.valueOf(!startTls));
            properties.put(
                    "mail.smtp.ssl.socketFactory",
                    Trust.context(target.trustedCertificates()).getSocketFactory());
            properties.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
        }
        return properties;
    }

    private static String reason(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationFailedException) {
                return "refuses the login; check user and password";
            } else if (cause instanceof SendFailedException) {
                return "does not take mail for these addresses; check from and to";
            } else if (cause instanceof UnknownHostException) {
                return "is not known; correct the host or the name service";
            } else if (cause instanceof SSLException) {
                return "cannot be trusted: " + cause.getMessage()
                        + "; correct the host, or name its certificate in trustedCertificates";
            } else if (cause instanceof SocketTimeoutException) {
                return "does not answer in time; see whether it is well, or raise timeout";
            } else if (cause instanceof ConnectException) {
                return "cannot be reached; check host and port";
            }
        }
        return "does not take the mail; check port and security, and see its log";
    }
}
