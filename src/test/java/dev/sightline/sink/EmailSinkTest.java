package dev.sightline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sightline.alert.Alert;
import dev.sightline.sink.EmailTarget.Security;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmailSinkTest {
    private static final Alert ALERT = Alerts.saying("hello\r\nBcc: everyone@example.org");
    private static final Path HERE = Path.of("");

    @Test
    void sendsAMailWithThePicture() throws Exception {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};
        Target.Surroundings around = new Target.Surroundings(HERE, Alerts.CLOCK, alert -> Optional.of(jpeg.clone()));
        try (AlertSink sink =
                target(server.getSmtp().getPort(), Security.NONE, null, null).open(around)) {
            sink.deliver(ALERT);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("CRITICAL lingering: hello Bcc: everyone@example.org");
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getMessageID()).isEqualTo("<" + AlertFields.key(ALERT) + "@sightline>");
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("me@example.org");
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getBodyPart(0).getContent().toString()).startsWith("gate says hello");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("image/jpeg");
            assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(jpeg);
        } finally {
            server.stop();
        }
    }

    @Test
    void saysThatTheLoginIsRefused() throws Exception {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        server.setUser("me@example.org", "viewer", "S3ntinel");
        int port = server.getSmtp().getPort();
        try {
            assertThatThrownBy(() -> deliver(target(port, Security.NONE, "viewer", "hunter2")))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessage("mail server 127.0.0.1:" + port + " refuses the login; check user and password");
            deliver(target(port, Security.NONE, "viewer", "S3ntinel"));
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void sendsNothingInTheOpenWhenItShouldNot() {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try {
            assertThatThrownBy(() -> deliver(target(server.getSmtp().getPort(), Security.STARTTLS, null, null)))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("check port and security");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    /** The test server's certificate is its own. */
    @Test
    void sendsNothingToAServerThatCannotBeTrusted() {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTPS);
        try {
            assertThatThrownBy(() -> deliver(target(server.getSmtps().getPort(), Security.TLS, null, null)))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("cannot be trusted");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> deliver(target(silent.getLocalPort(), Security.NONE, null, null)))
                    .hasMessageContaining("does not answer in time");
        }
    }

    @Test
    void keepsItsSecretsToItself() {
        assertThat(target(25, Security.TLS, "viewer", "hunter2").toString()).isEqualTo("mail server 127.0.0.1:25");
    }

    private static GreenMail server(String protocol) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        return server;
    }

    private static void deliver(EmailTarget target) throws DeliveryException {
        try (AlertSink sink = target.open(Alerts.around(HERE))) {
            sink.deliver(ALERT);
        }
    }

    private static EmailTarget target(int port, Security security, @Nullable String user, @Nullable String password) {
        return new EmailTarget(
                "127.0.0.1",
                port,
                security,
                user,
                password,
                "sightline@example.org",
                List.of("me@example.org"),
                "{{severity}} {{rule}}: {{message}}",
                "{{camera}} says {{message}}",
                Duration.ofSeconds(2),
                null);
    }
}
