package dev.sightline.sink;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Where a webhook may go: to public addresses, and to what is allowed by name. A host is looked up once for each connection,
 * and the connection goes to the very addresses that were checked, so a name that points elsewhere the next moment gains
 * nothing. Safe for use by several threads.
 */
final class TargetAddresses implements DnsResolver {
    /** Networks that are not public beyond those that {@link InetAddress} itself tells, as IANA registers them. */
    private static final List<Network> SPECIAL = List.of(
            network("0.0.0.0", 8),
            network("100.64.0.0", 10),
            network("192.0.0.0", 24),
            network("192.0.2.0", 24),
            network("198.18.0.0", 15),
            network("198.51.100.0", 24),
            network("203.0.113.0", 24),
            network("240.0.0.0", 4),
            network("::", 8),
            network("64:ff9b:1::", 48),
            network("100::", 64),
            network("2001::", 23),
            network("2001:db8::", 32),
            network("fc00::", 7));

    /** Networks whose addresses stand for an IPv4 address: NAT64 and 6to4. */
    private static final Network NAT64 = network("64:ff9b::", 96);

    private static final Network SIX_TO_FOUR = network("2002::", 16);

    /** Who knows the addresses of hosts. */
    interface Names {
        /** All addresses of a host. */
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    private final boolean allowPrivate;
    private final Set<String> allowedHosts;
    private final Names names;

    private record Network(InetAddress first, int bits) {
        boolean contains(byte[] address) {
            byte[] prefix = first.getAddress();
            int whole = bits / 8;
            int mask = 0xff00 >> (bits % 8) & 0xff;
            return address.length == prefix.length
                    && Arrays.equals(address, 0, whole, prefix, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (prefix[whole] & mask));
        }
    }

    /**
     * A policy.
     *
     * @param allowPrivate whether any address will do
     * @param allowedHosts names or addresses that will do wherever they are
     * @param names asked once for each connection
     */
    TargetAddresses(boolean allowPrivate, List<String> allowedHosts, Names names) {
        this.names = names;
        this.allowPrivate = allowPrivate;
        this.allowedHosts = allowedHosts.stream().map(TargetAddresses::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the settings name this host. */
    boolean names(String host) {
        return allowedHosts.contains(plain(host));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.lookUp(host);
        if (allowPrivate || names(host)) {
            return addresses;
        }
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new RefusedAddressException(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether an address is one that anybody on the internet would reach by it. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address && NAT64.contains(bytes)) {
            return isPublic(inner(bytes, 12));
        } else if (address instanceof Inet6Address && SIX_TO_FOUR.contains(bytes)) {
            return isPublic(inner(bytes, 2));
        }
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || SPECIAL.stream().anyMatch(network -> network.contains(bytes)));
    }

    private static InetAddress inner(byte[] bytes, int from) {
        return address(Arrays.copyOfRange(bytes, from, from + 4));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", impossible);
        }
    }

    /** A literal, so nothing is looked up. */
    private static Network network(String address, int bits) {
        try {
            return new Network(InetAddress.getByName(address), bits);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(address + " is no address", impossible);
        }
    }

    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "").replaceAll("\\.$", "");
    }
}
