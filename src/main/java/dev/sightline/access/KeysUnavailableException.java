package dev.sightline.access;

import java.io.Serial;

/** The keys that a token's signature is checked with cannot be had now. */
public final class KeysUnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    KeysUnavailableException(Throwable cause) {
        super("the keys of the OpenID Connect server cannot be had: " + cause.getMessage(), cause);
    }
}
