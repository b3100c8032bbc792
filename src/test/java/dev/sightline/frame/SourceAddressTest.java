package dev.sightline.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressTest {
    @Test
    void readsAnAddressWithEverything() {
        var address = SourceAddress.parse("rtsp://viewer:pw@192.168.0.20:8554/Streaming/Channels/101?profile=1");
        assertThat(address.scheme()).isEqualTo("rtsp");
        assertThat(address.user()).isEqualTo("viewer");
        assertThat(address.secretPassword()).isEqualTo("pw");
        assertThat(address.location()).isEqualTo("rtsp://192.168.0.20:8554/Streaming/Channels/101?…");
        assertThat(address.secretUrl())
                .isEqualTo("rtsp://viewer:pw@192.168.0.20:8554/Streaming/Channels/101?profile=1");
        assertThat(address.transport()).isEqualTo(SourceAddress.Transport.TCP);
        assertThat(address.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(address.isFile()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "p@ss, p@ss, p%40ss", // raw
                "p%40ss, p@ss, p%40ss", // encoded
                "p:a:s, p:a:s, p%3Aa%3As",
                "p%2Fss, p/ss, p%2Fss",
                "p?a#s, p?a#s, p%3Fa%23s",
                "p+s, p+s, p%2Bs", // a plus is a plus
                "p%20s, p s, p%20s",
                "p%, p%, p%25", // a lone percent sign is one
                "p%zz, p%zz, p%25zz",
                "pä€, pä€, p%C3%A4%E2%82%AC",
                "p[]\\^`, p[]\\^`, p%5B%5D%5C%5E%60",
                "!$&'()*;=, !$&'()*;=, %21%24%26%27%28%29*%3B%3D",
            })
    void takesAnyPasswordRawOrEncoded(String written, String password, String encoded) {
        var address = SourceAddress.parse("rtsp://viewer:" + written + "@camera.test/stream");
        assertThat(address.user()).isEqualTo("viewer");
        assertThat(address.secretPassword()).isEqualTo(password);
        assertThat(address.secretUrl()).isEqualTo("rtsp://viewer:" + encoded + "@camera.test/stream");
        assertThat(address).hasToString("rtsp://camera.test/stream");
        assertThat(SourceAddress.parse(address.secretUrl()).secretPassword()).isEqualTo(password);
    }

    @Test
    void takesAUserWithoutAPasswordAndNoUserAtAll() {
        var user = SourceAddress.parse("rtsp://viewer@camera.test/stream");
        assertThat(user.user()).isEqualTo("viewer");
        assertThat(user.secretPassword()).isNull();
        assertThat(user.secretUrl()).isEqualTo("rtsp://viewer:@camera.test/stream");
        var nobody = SourceAddress.parse("rtsp://camera.test/stream");
        assertThat(nobody.user()).isNull();
        assertThat(nobody.secretUrl()).isEqualTo("rtsp://camera.test/stream");
        assertThat(SourceAddress.parse("rtsp://@camera.test").user()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://viewer:S3n/tinel@camera.test/stream",
                "rtsp://viewer:S3n/ti@nel@camera.test/stream",
                "rtsp://viewer:12/34tinel@camera.test/stream", // 12 could be a port
                "rtsp://viewer:S3n@ti/nel@camera.test/stream",
                "rtsp://viewer:S3n/tinel?@camera.test/stream",
                "rtsp://viewer:S3ntinel", // no host
                "rtsp://viewer:S3ntinel@",
                "rtsp://viewer:S3ntinel@:554/stream",
                "rtsp://viewer:S3ntinel@camera test/stream",
                "rtsp://viewer:S3ntinel@camera.test:port/stream",
                "rtsp://viewer:S3ntinel@camera.test\r\nX: y/stream",
                "rtsp://",
                "rtsp:///stream",
                "",
                " ",
            })
    void refusesWhatCannotBeReadWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> SourceAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank()
                .doesNotContain("tinel", "S3n", "34", "camera.test", "viewer");
    }

    @Test
    void saysHowToWriteASlashInAPassword() {
        assertThatThrownBy(() -> SourceAddress.parse("rtsp://viewer:a/b@camera.test/stream"))
                .hasMessageContaining("in a password write '/' as %2F");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec://rm",
                "rtmp://camera.test/live",
                "ftp://camera.test/film.mp4",
                "concat:a.mp4|b.mp4",
                "concat://a.mp4|b.mp4",
                "subfile,,start,0,end,9,,:/etc/passwd",
                "pipe:0",
                "data:text/plain,x",
                "file:/etc/passwd",
                "file://concat:a|b",
                "crypto+file://x",
            })
    void refusesOtherSchemesAndWhatAVideoLibraryTakesForOne(String text) {
        assertThatThrownBy(() -> SourceAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/films/a.mp4, /films/a.mp4",
        "file:///films/a.mp4, /films/a.mp4",
        "FILE:///films/a.mp4, /films/a.mp4",
        "films/a b?.mp4, films/a b?.mp4",
        "./a:b.mp4, ./a:b.mp4",
        "C:\\films\\a.mp4, C:\\films\\a.mp4",
        "user:pw@x/film.mp4, ''",
    })
    void takesAPathForAFile(String text, String path) {
        if (path.isEmpty()) {
            assertThatThrownBy(() -> SourceAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        var address = SourceAddress.parse(text);
        assertThat(address.isFile()).isTrue();
        assertThat(address.location()).isEqualTo(path);
        assertThat(address.secretUrl()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://camera.test, rtsp://camera.test",
        "RTSP://camera.test:554, rtsp://camera.test:554",
        "rtsps://[2001:db8::1]:322/s, rtsps://[2001:db8::1]:322/s",
        "http://camera_1.test/mjpg?user=u&pwd=S3ntinel, http://camera_1.test/mjpg?…",
        "http://camera.test?pwd=S3ntinel, http://camera.test?…",
        "http://camera.test/a#S3ntinel?x, http://camera.test/a#…",
        "https://viewer:S3ntinel@camera.test/a?b=c, https://camera.test/a?…",
        "rtsp://camera.test/user=u_password=S3ntinel_channel=1.sdp, rtsp://camera.test/user=u_password=…",
        "rtsp://camera.test/user=u&PWD=S3ntinel/x, rtsp://camera.test/user=u&PWD=…",
    })
    void showsNoLoginNoQueryAndNoPasswordInThePath(String text, String shown) {
        var address = SourceAddress.parse(text);
        assertThat(address.location()).isEqualTo(shown);
        assertThat(address).hasToString(shown);
    }

    @Test
    void takesALoginFromElsewhereAsItIs() {
        var address = SourceAddress.parse("rtsp://old:older@camera.test/stream").withLogin("a@b", "p/%40");
        assertThat(address.secretUrl()).isEqualTo("rtsp://a%40b:p%2F%2540@camera.test/stream");
        assertThat(address.secretPassword()).isEqualTo("p/%40");
        assertThat(address).hasToString("rtsp://camera.test/stream");
    }

    @Test
    void keepsTheLoginWhenTransportAndTimeoutChange() {
        var address = SourceAddress.parse("rtsp://viewer:pw@camera.test")
                .withTransport(SourceAddress.Transport.UDP)
                .withTimeout(Duration.ofSeconds(2));
        assertThat(address.transport()).isEqualTo(SourceAddress.Transport.UDP);
        assertThat(address.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(address.secretPassword()).isEqualTo("pw");
    }

    @Test
    void redactsItsSecretsInAnyText() {
        var address = SourceAddress.parse("rtsp://viewer:S3n%2Ftinel@camera.test/stream?key=K3y");
        assertThat(address.redacted("open " + address.secretUrl() + " failed"))
                .isEqualTo("open rtsp://camera.test/stream?… failed");
        assertThat(address.redacted("rtsp://camera.test/stream?key=K3y")).isEqualTo("rtsp://camera.test/stream?…");
        assertThat(address.redacted("user viewer, password S3n/tinel")).isEqualTo("user viewer, password ***");
        assertThat(address.redacted("rtsp://viewer:S3n%2Ftinel@other/")).isEqualTo("rtsp://viewer:***@other/");
        assertThat(SourceAddress.parse("rtsp://viewer:@camera.test").redacted("plain"))
                .isEqualTo("plain");
        assertThat(SourceAddress.parse("/a.mp4").redacted("plain")).isEqualTo("plain");
    }
}
