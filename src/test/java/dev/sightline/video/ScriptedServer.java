package dev.sightline.video;

import dev.sightline.frame.SourceAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Answers every request with what a script says to its first line, given its {@code CSeq}; nothing if that is empty. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final UnaryOperator<String> script;

    ScriptedServer(UnaryOperator<String> script) throws IOException {
        this.script = script;
        start(this::welcome);
    }

    SourceAddress address(String scheme, Duration timeout) {
        return SourceAddress.parse(scheme + "://127.0.0.1:" + door.getLocalPort() + "/yard")
                .withTimeout(timeout);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                sockets.add(socket);
                start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String first = "";
            String cseq = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                first = first.isEmpty() ? line : first;
                cseq = line.startsWith("CSeq:") ? line : cseq;
                if (line.isEmpty()) {
                    String answer = script.apply(first).replace("CSEQ", cseq);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    first = "";
                }
            }
        } catch (IOException gone) {
            // The client has what it wanted.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
