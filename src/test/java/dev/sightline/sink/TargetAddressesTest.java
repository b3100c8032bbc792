package dev.sightline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::",
                "2001::1",
                "2001:db8::1",
                "100::1"
            })
    void areRefusedWhenTheyAreNotPublic(String address) throws Exception {
        assertThat(TargetAddresses.isPublic(InetAddress.getByName(address))).isFalse();
        assertThatThrownBy(() -> policy(false, "example.org").resolve(address))
                .isInstanceOf(RefusedAddressException.class);
        assertThat(policy(true).resolve(address)).hasSize(1);
        assertThat(policy(false, address).resolve(address)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "64:ff9b::1.1.1.1",
                "2002:101:101::"
            })
    void areConnectedToWhenTheyArePublic(String address) throws Exception {
        assertThat(policy(false).resolve(address)).containsExactly(InetAddress.getByName(address));
    }

    @Test
    void areRefusedByTheirNameToo() {
        assertThatThrownBy(() -> policy(false).resolve("localhost"))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageContaining("localhost")
                .hasMessageContaining("allowedHosts");
    }

    @Test
    void areAllowedByNameWhateverItsCase() throws Exception {
        assertThat(policy(false, "LocalHost").resolve("LOCALHOST")).isNotEmpty();
    }

    @Test
    void areThoseThatWereCheckedThoughTheNameIsElsewhereTheNextMoment() throws Exception {
        var answers = new ArrayDeque<>(List.of("1.1.1.1", "127.0.0.1"));
        var policy = new TargetAddresses(
                false, List.of(), host -> new InetAddress[] {InetAddress.getByName(answers.removeFirst())});
        assertThat(policy.resolve("rebinding.invalid")).containsExactly(InetAddress.getByName("1.1.1.1"));
        assertThat(answers).as("asked once").hasSize(1);
        assertThatThrownBy(() -> policy.resolve("rebinding.invalid")).isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void areRefusedAllWhenOneIsNotPublic() {
        var policy = new TargetAddresses(false, List.of(), host ->
                new InetAddress[] {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")});
        assertThatThrownBy(() -> policy.resolve("both.invalid")).isInstanceOf(RefusedAddressException.class);
    }

    private static TargetAddresses policy(boolean allowPrivate, String... allowedHosts) {
        return new TargetAddresses(allowPrivate, List.of(allowedHosts), InetAddress::getAllByName);
    }
}
