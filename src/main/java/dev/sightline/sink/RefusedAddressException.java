package dev.sightline.sink;

import java.io.Serial;
import java.net.UnknownHostException;

/** A webhook's host is at an address that it may not go to. The message does not say which. */
final class RefusedAddressException extends UnknownHostException {
    @Serial
    private static final long serialVersionUID = 1;

    RefusedAddressException(String host) {
        super(host + " is at a private, local or reserved address; if it is meant, name the host in allowedHosts");
    }
}
