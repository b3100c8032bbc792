import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies what Maven has packaged into a folder for an image: libraries bring native code for a dozen platforms, of which
 * only that of this machine is kept, and neither its debugging symbols nor what C programs or Python would need.
 *
 * <pre>java deploy/PackageForImage.java target target/image</pre>
 */
final class PackageForImage {
    private static final Pattern NATIVE = Pattern.compile(".*(\\.(so|dll|dylib|jnilib|pdb|a|lib|exe)(\\.[0-9.]+)?|\\.dSYM/.*)");
    private static final Pattern NEEDLESS = Pattern.compile("org/bytedeco/[a-z]+/linux-[^/]+/(include|share|python|lib/cmake)/.*");
    private static final Pattern OURS = Pattern.compile(
            System.getProperty("os.arch").equals("aarch64")
                    ? "(?i).*linux[-_/]?(aarch64|arm64|aarch_64)(?!-musl).*"
                    : "(?i).*linux[-_/]?(x64|x86[-_]64|amd64|64\\.so).*");

    private PackageForImage() {}

    public static void main(String[] args) throws IOException {
        Path from = Path.of(args[0]);
        Path to = Path.of(args[1]);
        Files.createDirectories(to.resolve("lib"));
        try (Stream<Path> old = Files.list(to.resolve("lib"))) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        if (!Files.exists(from.resolve("bom.json"))) {
            throw new IOException(from + " has no bom.json; package with mvn -Psbom, and not with -o");
        }
        for (String name : List.of("sightline.jar", "bom.json")) {
            Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        try (Stream<Path> libraries = Files.list(from.resolve("lib"))) {
            for (Path library : libraries.sorted().toList()) {
                copy(library, to.resolve("lib").resolve(library.getFileName()));
            }
        }
    }

    private static void copy(Path library, Path copy) throws IOException {
        try (ZipFile zip = new ZipFile(library.toFile())) {
            if (zip.stream().allMatch(PackageForImage::kept)) {
                Files.copy(library, copy);
                return;
            }
            try (OutputStream file = Files.newOutputStream(copy);
                    ZipOutputStream out = new ZipOutputStream(file)) {
                for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                    ZipEntry entry = all.nextElement();
                    if (kept(entry)) {
                        ZipEntry same = new ZipEntry(entry.getName());
                        same.setTime(entry.getTime());
                        out.putNextEntry(same);
                        try (InputStream in = zip.getInputStream(entry)) {
                            in.transferTo(out);
                        }
                        out.closeEntry();
                    }
                }
            }
        }
    }

    private static boolean kept(ZipEntry entry) {
        String name = entry.getName();
        return !NEEDLESS.matcher(name).matches()
                && (!NATIVE.matcher(name).matches() || OURS.matcher(name).matches());
    }
}
