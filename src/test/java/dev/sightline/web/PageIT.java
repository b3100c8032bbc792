package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.camera.CameraStatus.State;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The page in a real browser, one for all tests, fed with real pictures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final BoundingBox BOX = new BoundingBox(0.25, 0.3, 0.5, 0.75);
    private static final Color PICTURE = new Color(40, 60, 160);
    private static final Color PERSON = new Color(0x5e, 0xe0, 0xc1);
    private static final int TOLERANCE = 12;

    private volatile List<HealthCheck> health = List.of();
    private LiveView view = new LiveView();
    private WebServer server = server(0);
    private final byte[] jpeg = Samples.jpeg(PICTURE);
    private ChromeDriver browser;
    private long sequence;

    private WebServer server(int port) {
        return new WebServer(
                new WebSettings("127.0.0.1", port),
                view,
                Map.of("gate", List.of(Samples.DOOR), "yard", List.of()),
                () -> "",
                () -> health,
                Clock.systemUTC());
    }

    @BeforeAll
    void startBrowser(@TempDir Path profile) {
        Assumptions.assumeTrue(
                Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "skipped: there is no " + BROWSER + " with " + DRIVER + " on this machine");
        var options = new ChromeOptions();
        options.setBinary(BROWSER.toString());
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, Level.ALL.getName()));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        browser = new ChromeDriver(service, options);
    }

    @AfterAll
    void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void open() {
        view = new LiveView();
        health = List.of();
        server = server(0);
        server.start();
        sequence = 0;
        window(1440, 900);
        browser.get("http://localhost:" + server.port() + "/");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void window(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    private WebElement hook(String id) {
        return browser.findElement(By.cssSelector("[data-testid='" + id + "']"));
    }

    private WebElement canvas(String camera) {
        return hook("camera-" + camera).findElement(By.tagName("canvas"));
    }

    /** The colour of a canvas at a place given in fractions of its size, moved by whole pixels. */
    private Color pixel(WebElement canvas, double x, double y, int right, int down) {
        Object rgb = browser.executeScript(
                "const [c, x, y, dx, dy] = arguments;"
                        + "return [...c.getContext('2d').getImageData(Math.round(x * c.width) + dx,"
                        + " Math.round(y * c.height) + dy, 1, 1).data]",
                canvas,
                x,
                y,
                right,
                down);
        List<Integer> parts = ((List<?>) Objects.requireNonNull(rgb))
                .stream().map(part -> ((Number) part).intValue()).toList();
        return new Color(parts.get(0), parts.get(1), parts.get(2));
    }

    private static boolean near(Color a, Color b) {
        return Math.abs(a.getRed() - b.getRed()) <= TOLERANCE
                && Math.abs(a.getGreen() - b.getGreen()) <= TOLERANCE
                && Math.abs(a.getBlue() - b.getBlue()) <= TOLERANCE;
    }

    private static void assertNear(Color seen, Color expected) {
        assertThat(near(seen, expected)).as("%s is about %s", seen, expected).isTrue();
    }

    /** A frame of now with a person in {@link #BOX} on track 12. */
    private void sees(String camera) {
        sees(camera, Instant.now());
    }

    private void sees(String camera, Instant now) {
        long number = sequence++;
        view.status(Samples.status(camera, State.CONNECTED, now, ""));
        view.frame(Samples.frame(camera, number, now, jpeg));
        view.track(Samples.track(TrackEvent.Type.UPDATED, new TrackId(camera, Samples.EPOCH, 12), now, BOX));
        view.detections(Samples.detections(camera, number, now, null, Samples.person(0.83, BOX)));
    }

    /** Another server, which asks for tokens, in the same browser. */
    @Test
    void asksWhoIsLookingAndShowsNoOtherCameras() {
        try (var guarded = new GuardedServer()) {
            browser.get("http://localhost:" + guarded.port() + "/");
            awaitShown("login");
            assertThat(browser.getPageSource()).doesNotContain("camera-gate", "camera-yard");
            assertThat(browser.manage().logs().get(LogType.BROWSER))
                    .extracting(LogEntry::getMessage)
                    .noneMatch(message -> message.contains("[DOM]"));

            enter("a-guess-that-is-long-enough");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> hook("login-note").getText().equals("this token does not count here"));

            enter(GuardedServer.Who.VIEWER.token());
            awaitShown("camera-gate");
            awaitShown("logout");
            assertThat(browser.getPageSource()).doesNotContain("camera-yard");
            assertThat(hook("profile").findElement(By.tagName("select")).isEnabled())
                    .isFalse();
            assertThat(browser.executeScript("return document.cookie")).isEqualTo("");
            browser.navigate().refresh();
            awaitShown("camera-gate");

            hook("logout").click();
            awaitShown("login");
            assertThat(browser.getPageSource()).doesNotContain("camera-gate");
        }
    }

    private void enter(String token) {
        hook("login-token").sendKeys(token, Keys.ENTER);
    }

    private void awaitShown(String id) {
        await().atMost(Duration.ofSeconds(15)).ignoreExceptions().until(() -> hook(id).isDisplayed());
    }

    private void awaitPicture(String camera) {
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            sees(camera);
            return canvas(camera).getAttribute("data-frame") != null
                    && "false".equals(hook("camera-" + camera).getAttribute("data-stale"));
        });
    }

    @Test
    void drawsThePictureWithItsBoxLabelAndZone() {
        awaitPicture("gate");
        WebElement canvas = canvas("gate");

        assertNear(pixel(canvas, 0.1, 0.1, 0, 0), PICTURE);
        assertNear(pixel(canvas, BOX.left(), 0.5, 0, 0), PERSON);
        assertNear(pixel(canvas, BOX.right(), 0.5, 0, 0), PERSON);
        assertNear(pixel(canvas, 0.4, BOX.top(), 0, 0), PERSON);
        assertNear(pixel(canvas, 0.4, BOX.bottom(), 0, 0), PERSON);
        assertNear(pixel(canvas, 0.35, 0.5, 0, 0), PICTURE);
        assertNear(pixel(canvas, BOX.left(), BOX.top(), 2, -3), PERSON); // the caption's ground
        // The zone's #f5b955 at 13 % over the picture.
        assertNear(pixel(canvas, 0.75, 0.6, 0, 0), new Color(67, 76, 150));
        assertThat(canvas.getAttribute("aria-label")).isEqualTo("gate: person 0.83 #12; zones: door");
        assertThat(hook("camera-gate").findElement(By.cssSelector(".badge")).getText())
                .isEqualTo("Live");
    }

    @Test
    void countsWhatItShows() {
        awaitPicture("gate");
        assertThat(hook("total-cameras").getText()).isEqualTo("1/2");
        assertThat(hook("connection").getText()).isEqualTo("Connected");
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            sees("gate");
            return hook("total-rate").getText().matches("\\d+\\.\\d");
        });
        assertThat(Integer.parseInt(hook("total-detections").getText().replace(",", "")))
                .isPositive();
    }

    @Test
    void saysWhatLooksAtThePicturesAndWhatItHasLost() {
        assertThat(hook("engine").isDisplayed()).as("another process looks").isFalse();
        health = List.of(
                new HealthCheck("kafka", true, "answers"), new HealthCheck("engine", true, "warming up for 12 s"));
        browser.navigate().refresh();
        awaitEngine("connecting", "Warming up for 12 s");

        health = List.of(new HealthCheck("engine", true, "TensorRT on gpu(0), gpu(1)"));
        awaitEngine("live", "TensorRT on gpu(0), gpu(1)");

        health = List.of(new HealthCheck("engine", true, "TensorRT on gpu(1); gpu(0) was lost: gpu(1) goes on"));
        browser.navigate().refresh();
        awaitEngine("late", "TensorRT on gpu(1); gpu(0) was lost: gpu(1) goes on");

        window(320, 640);
        health = List.of(new HealthCheck("engine", false, "gpu(1) was lost <b>too</b>: " + "start again ".repeat(9)));
        browser.navigate().refresh();
        awaitEngine(
                "down",
                "Gpu(1) was lost <b>too</b>: " + "start again ".repeat(9).strip());
        assertThat(sidewaysPixels()).isEqualTo(0L);
    }

    private void awaitEngine(String state, String text) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(hook("engine").getText()).isEqualTo(text);
            assertThat(hook("engine").getAttribute("data-state")).isEqualTo(state);
        });
    }

    /** By how much the page is wider than the window. */
    private @Nullable Object sidewaysPixels() {
        return browser.executeScript(
                "const page = document.documentElement; return page.scrollWidth - page.clientWidth");
    }

    @Test
    void listsAlertsAsTextWhateverTheyHold() {
        awaitPicture("gate");
        long evidence = sequence - 1;
        view.alert(Samples.alert("<img src=x onerror=alert(1)>", "gate", 0, BOX));
        view.alert(Samples.alert("a1", "gate", evidence, BOX));

        await().atMost(Duration.ofSeconds(5))
                .until(() -> browser.findElements(By.cssSelector("[data-testid='alert']"))
                                .size()
                        == 2);
        WebElement newest = browser.findElement(By.cssSelector("[data-testid='alert']"));
        assertThat(newest.getText()).contains("door-watch", "a person has been at the door for 3 s", "gate · door");
        WebElement thumbnail = newest.findElement(By.tagName("img"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !"0".equals(String.valueOf(thumbnail.getDomProperty("naturalWidth"))));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(hook("total-alerts").getText()).isEqualTo("2"));

        newest.findElement(By.tagName("button")).click();
        await().atMost(Duration.ofSeconds(5)).until(() -> hook("large").isDisplayed());
        assertNear(pixel(hook("large-canvas"), BOX.left(), 0.5, 0, 0), PERSON);
    }

    @Test
    void saysWhatIsWrongWithPicturesThatArrive() {
        awaitPicture("gate");
        view.status(Samples.tampered("gate", Instant.now()));
        WebElement card = hook("camera-gate");
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            view.frame(Samples.frame("gate", sequence, Instant.now(), jpeg));
            view.detections(Samples.detections("gate", sequence++, Instant.now(), null));
            return card.findElement(By.cssSelector(".badge")).getText().equals("Moved");
        });
        assertThat(card.getText()).contains("The camera no longer shows its usual view, since ");
        assertThat(card.getAttribute("data-stale")).isEqualTo("false");
    }

    @Test
    void neverShowsAnOldPictureAsLive() {
        awaitPicture("gate");
        view.status(Samples.status("gate", State.LOST, Instant.now(), "connection refused; is <b>554</b> right?"));
        WebElement card = hook("camera-gate");
        await().atMost(Duration.ofSeconds(5)).until(() -> "true".equals(card.getAttribute("data-stale")));
        assertThat(card.getAttribute("data-state")).isEqualTo("LOST");
        assertThat(card.getText()).contains("Lost", "Not live", "connection refused; is <b>554</b> right?");

        sees("gate");
        await().atMost(Duration.ofSeconds(5)).until(() -> "false".equals(card.getAttribute("data-stale")));
        // Nothing more comes: the camera's last word was "connected", but the picture grows old.
        await().atMost(Duration.ofSeconds(10)).until(() -> "true".equals(card.getAttribute("data-stale")));
        assertThat(card.findElement(By.cssSelector(".badge")).getText()).isEqualTo("Delayed");
    }

    @Test
    void letsThePictureOfAClockThatRunsAheadGrowOld() {
        awaitPicture("gate");
        sees("gate", Instant.now().plusSeconds(3600));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> "true".equals(hook("camera-gate").getAttribute("data-stale")));
    }

    @Test
    void loadsOnePictureOfACameraAtATime() {
        for (int i = 0; i < 200; i++) {
            sees("gate");
        }
        String last = Samples.EPOCH + "-199";
        await().atMost(Duration.ofSeconds(15))
                .until(() -> last.equals(canvas("gate").getAttribute("data-frame")));
        Object overlaps = browser.executeScript("const loads = performance.getEntriesByType('resource')"
                + ".filter((load) => load.name.includes('/frames/')).sort((a, b) => a.startTime - b.startTime);"
                + "return loads.filter((load, i) => i && load.startTime < loads[i - 1].responseEnd).length");
        assertThat(overlaps).isEqualTo(0L);
    }

    @Test
    void fitsANarrowPhone() {
        window(320, 640);
        awaitPicture("gate");
        view.alert(Samples.alert("a-rather-long-identifier-of-an-alert", "gate", sequence - 1, BOX));
        assertThat(sidewaysPixels()).isEqualTo(0L);
        assertNear(pixel(canvas("gate"), BOX.left(), 0.5, 0, 0), PERSON);
    }

    @Test
    void connectsAgainWhenTheServerComesBack() {
        awaitPicture("gate");
        int port = server.port();
        server.close();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> hook("connection").getText().equals("Reconnecting…"));
        await().atMost(Duration.ofSeconds(2))
                .until(() -> "true".equals(hook("camera-gate").getAttribute("data-stale")));
        server = server(port);
        server.start();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> hook("connection").getText().equals("Connected"));
        awaitPicture("gate");
    }

    @Test
    void enlargesACameraAndLetsGoWithEscape() {
        awaitPicture("gate");
        hook("camera-gate").findElement(By.tagName("button")).click();
        assertThat(hook("large").isDisplayed()).isTrue();
        assertThat(hook("large").getText()).contains("gate", "Frames received", "door");
        awaitPicture("gate");
        assertNear(pixel(hook("large-canvas"), BOX.left(), 0.5, 0, 0), PERSON);
        browser.switchTo().activeElement().sendKeys(Keys.ESCAPE);
        assertThat(hook("large").isDisplayed()).isFalse();
    }

    @Test
    void breaksNoRuleOfItsOwnPolicy() {
        awaitPicture("gate");
        String here = ":" + server.port();
        assertThat(browser.manage().logs().get("browser").getAll())
                .noneMatch(entry -> entry.getMessage().contains(here));
    }
}
