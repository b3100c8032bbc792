package dev.sightline.simulate;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;

/** Packets as datagrams, from an even port for RTP and the next one for RTCP (RFC 3550, 11). */
final class DatagramTransport implements RtpTransport {
    private static final int ATTEMPTS = 100;

    private final DatagramSocket data;
    private final DatagramSocket control;
    private final InetAddress client;
    private final int clientPort;

    private DatagramTransport(DatagramSocket data, DatagramSocket control, InetAddress client, int clientPort) {
        this.data = data;
        this.control = control;
        this.client = client;
        this.clientPort = clientPort;
    }

    /**
     * Takes two free ports.
     *
     * @param clientPort where the client waits for RTP, 1 to 65,534; it waits for RTCP at the next one
     */
    static DatagramTransport open(InetAddress from, InetAddress client, int clientPort) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            DatagramSocket data = new DatagramSocket(new InetSocketAddress(from, 0));
            if (data.getLocalPort() % 2 == 0) {
                try {
                    DatagramSocket control = new DatagramSocket(new InetSocketAddress(from, data.getLocalPort() + 1));
                    return new DatagramTransport(data, control, client, clientPort);
                } catch (SocketException taken) {
                    data.close();
                    continue;
                }
            }
            data.close();
        }
        throw new SocketException("no two ports in a row are free");
    }

    @Override
    public String header() {
        return "RTP/AVP;unicast;client_port=" + clientPort + "-" + (clientPort + 1) + ";server_port="
                + data.getLocalPort() + "-" + control.getLocalPort();
    }

    @Override
    public void send(List<byte[]> packets) throws IOException {
        for (byte[] packet : packets) {
            data.send(new DatagramPacket(packet, packet.length, client, clientPort));
        }
    }

    @Override
    public void sendControl(byte[] packet) throws IOException {
        control.send(new DatagramPacket(packet, packet.length, client, clientPort + 1));
    }

    @Override
    public void close() {
        data.close();
        control.close();
    }
}
