package dev.sightline.video;

import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import dev.sightline.frame.SourceException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;

/** Says why FFmpeg could not open a source, and what to change. */
final class OpenFailure {
    /** How JavaCV reports FFmpeg's error number; the rest of its message may hold a password. */
    private static final Pattern NUMBER = Pattern.compile("error (-\\d+)");

    private OpenFailure() {}

    /**
     * The failure for people.
     *
     * @param message JavaCV's, whose text is not passed on
     * @param late whether the time that the address allows has passed
     */
    static SourceException explain(SourceAddress address, String message, boolean late) {
        if (message.startsWith("Did not find a video")) {
            return noVideo(address, late);
        }
        Matcher number = NUMBER.matcher(message);
        int error = number.find() ? Integer.parseInt(number.group(1)) : 0;
        Kind kind = kind(address, error, late);
        return new SourceException(kind, sentence(kind, address, error));
    }

    /** There is no picture to be had: no track, or nothing in it until the time had passed. */
    static SourceException noVideo(SourceAddress address, boolean late) {
        Kind kind = late && !address.isFile() ? Kind.TIMEOUT : Kind.NO_VIDEO;
        return new SourceException(kind, sentence(kind, address, 0));
    }

    static SourceException timeout(SourceAddress address) {
        return new SourceException(Kind.TIMEOUT, sentence(Kind.TIMEOUT, address, 0));
    }

    private static Kind kind(SourceAddress address, int error, boolean late) {
        if (error == avutil.AVERROR_HTTP_UNAUTHORIZED() || error == avutil.AVERROR_HTTP_FORBIDDEN()) {
            return Kind.UNAUTHORIZED;
        } else if (error == avutil.AVERROR_HTTP_NOT_FOUND()) {
            return Kind.NOT_FOUND;
        } else if (address.isFile()) {
            return Kind.NOT_A_VIDEO;
        } else if (late) {
            return Kind.TIMEOUT;
        } else if (error == avutil.AVERROR_STREAM_NOT_FOUND()) {
            return Kind.NO_VIDEO;
        } else if (error == avutil.AVERROR_INVALIDDATA() && address.scheme().startsWith("http")) {
            return Kind.NOT_A_VIDEO;
        }
        return Kind.BROKEN;
    }

    private static String sentence(Kind kind, SourceAddress address, int error) {
        return switch (kind) {
            case UNAUTHORIZED -> address + " refuses the login: check user name and password";
            case NOT_FOUND -> address + " does not exist: the server is there, but check the path";
            case TIMEOUT ->
                address + " did not answer within " + address.timeout().toMillis() + " ms: check address and network"
                        + (address.transport() == SourceAddress.Transport.UDP ? ", or use TCP" : "");
            case NO_VIDEO -> address + " has no video track that can be decoded: choose another stream";
            case NOT_A_VIDEO -> address + " is not a video that can be read";
            default -> address + " cannot be opened: " + text(error);
        };
    }

    /** FFmpeg's words for an error number. */
    static String text(int error) {
        byte[] words = new byte[128];
        avutil.av_strerror(error, words, words.length);
        int end = 0;
        while (end < words.length && words[end] != 0) {
            end++;
        }
        return new String(words, 0, end, StandardCharsets.UTF_8);
    }
}
