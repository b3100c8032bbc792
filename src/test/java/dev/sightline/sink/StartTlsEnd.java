package dev.sightline.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that begins in the open and encrypts when it is asked to; it keeps what it was told before and after. */
final class StartTlsEnd implements AutoCloseable {
    private final List<String> open = new CopyOnWriteArrayList<>();
    private final List<String> encrypted = new CopyOnWriteArrayList<>();
    private final SSLContext context;
    private final ServerSocket server;

    StartTlsEnd(SSLContext context) throws IOException {
        this.context = context;
        this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::run, "mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> open() {
        return open;
    }

    List<String> encrypted() {
        return encrypted;
    }

    private void run() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                say(socket, "220 here");
                if (converse(socket, open, "250 STARTTLS")) {
                    SSLSocket secret = (SSLSocket)
                            context.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
                    secret.setUseClientMode(false);
                    converse(secret, encrypted, "250 AUTH PLAIN");
                }
            } catch (IOException e) {
                // Whoever refuses the certificate goes away.
            }
        }
    }

    /** Answers until the end, or until it is to be encrypted, which it returns. */
    private static boolean converse(Socket socket, List<String> told, String offer) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            told.add(line);
            if (line.startsWith("EHLO")) {
                say(socket, "250-here");
                say(socket, offer);
            } else if (line.equals("STARTTLS")) {
                say(socket, "220 go on");
                return true;
            } else if (line.startsWith("AUTH")) {
                say(socket, "235 welcome");
            } else if (line.equals("DATA")) {
                say(socket, "354 go on");
                for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                    told.add(text);
                }
                say(socket, "250 taken");
            } else {
                say(socket, line.equals("QUIT") ? "221 bye" : "250 well");
            }
        }
        return false;
    }

    private static void say(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
