package dev.sightline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate and its key, made by the JDK's keytool.
 *
 * @param store PKCS #12 with both
 * @param pem the certificate alone
 */
public record KeyTool(Path store, Path pem) {
    /** Opens {@link #store} and its key. */
    public static final String PASSWORD = "changeit";

    /** Makes one for {@code name}, such as {@code ip:127.0.0.1}. */
    public static KeyTool certify(Path folder, String file, String name) throws Exception {
        var made = new KeyTool(folder.resolve(file + ".p12"), folder.resolve(file + ".pem"));
        run("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + file, "-ext", "san=" + name, "-keystore", made.store);
        run("-exportcert", "-rfc", "-file", made.pem, "-keystore", made.store);
        return made;
    }

    private static void run(Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.addAll(List.of("-alias", "one", "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
