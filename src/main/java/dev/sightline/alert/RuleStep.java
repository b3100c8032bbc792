package dev.sightline.alert;

import dev.sightline.geometry.Point;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The work of {@link AlertRules} on one event; used once, by one thread. */
final class RuleStep {
    private static final int ID_DIGITS = 32;
    private static final double INSIDE = Math.nextDown(1.0);

    private final List<RuleVersion> rules;
    private final RuleState before;
    private final TrackEvent event;
    private final List<Presence> presences;
    private final List<Cooldown> cooldowns;
    private final List<Alert> alerts = new ArrayList<>();

    RuleStep(List<RuleVersion> rules, RuleState before, TrackEvent event) {
        this.rules = rules;
        this.before = before;
        this.event = event;
        this.presences = new ArrayList<>(before.presences());
        this.cooldowns = new ArrayList<>(before.cooldowns());
    }

    RuleUpdate update() {
        presences.removeIf(this::isOver);
        cooldowns.removeIf(cooldown -> rules.stream().noneMatch(rule -> rule.raised(cooldown)));
        if (event.type() != TrackEvent.Type.ENDED) {
            rules.forEach(this::apply);
        }
        return new RuleUpdate(new RuleState(before.camera(), presences, cooldowns), alerts);
    }

    /** Whether the track or the rule is no more. */
    private boolean isOver(Presence presence) {
        TrackId track = presence.track();
        boolean ended = event.type() == TrackEvent.Type.ENDED && track.equals(event.id());
        return ended || track.epoch() < event.id().epoch() || rules.stream().noneMatch(rule -> rule.saw(presence));
    }

    private void apply(RuleVersion rule) {
        int index = indexOf(presence -> rule.saw(presence) && presence.track().equals(event.id()));
        if (isInside(rule.rule())) {
            Presence presence = index < 0 || hasLeft(presences.get(index)) ? entered(rule) : presences.get(index);
            boolean fires = isDue(rule, presence);
            if (fires) {
                alerts.add(alert(rule, presence));
                cooldowns.removeIf(rule::raised);
                cooldowns.add(new Cooldown(rule.rule().id(), rule.version(), event.at()));
            }
            put(index, fires ? presence.inside().told() : presence.inside());
        } else if (index >= 0 && hasLeft(presences.get(index))) {
            presences.remove(index);
        } else if (index >= 0) {
            presences.set(index, presences.get(index).outside(event.at()));
        }
    }

    private int indexOf(Predicate<Presence> wanted) {
        for (int i = 0; i < presences.size(); i++) {
            if (wanted.test(presences.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private void put(int index, Presence presence) {
        if (index >= 0) {
            presences.set(index, presence);
            return;
        }
        if (presences.size() == RuleState.MAX_PRESENCES) {
            presences.remove(0);
        }
        presences.add(presence);
    }

    private Presence entered(RuleVersion rule) {
        return new Presence(rule.rule().id(), rule.version(), event.id(), event.at(), null, false);
    }

    private boolean isInside(ZonePresence rule) {
        return rule.labels().contains(event.label())
                && event.score() >= rule.minScore()
                && rule.zone().polygon().contains(foot());
    }

    /**
     * Where the object stands. A polygon does not contain its lowest and rightmost points, so an object that is cut off by
     * the picture's edge would be in no zone; it stands just inside the picture.
     */
    private Point foot() {
        Point foot = event.box().bottomCenter();
        return new Point(Math.min(foot.x(), INSIDE), Math.min(foot.y(), INSIDE));
    }

    private boolean hasLeft(Presence presence) {
        Instant outside = presence.outsideSince();
        return outside != null && Duration.between(outside, event.at()).compareTo(AlertRules.GRACE) > 0;
    }

    private boolean isDue(RuleVersion rule, Presence presence) {
        return !presence.alerted()
                && hasPassed(rule.rule().duration(), presence.since())
                && cooldowns.stream()
                        .filter(rule::raised)
                        .allMatch(cooldown -> hasPassed(rule.rule().cooldown(), cooldown.since()));
    }

    private boolean hasPassed(Duration duration, Instant since) {
        return Duration.between(since, event.at()).compareTo(duration) >= 0;
    }

    private Alert alert(RuleVersion version, Presence presence) {
        ZonePresence rule = version.rule();
        String since = presence.since().toString();
        String id = Sha256.hex(List.of(rule.id(), version.version(), event.id().toString(), since));
        return new Alert(
                id.substring(0, ID_DIGITS),
                Alert.Kind.RAISED,
                rule.id(),
                version.version(),
                Severity.WARNING,
                before.camera(),
                rule.zone().name(),
                event.at(),
                presence.since(),
                List.of(new AlertObject(event.id(), event.label(), event.score(), event.box())),
                event.frame(),
                event.ref(),
                event.ref(),
                "",
                0,
                Map.of(),
                message(rule, presence));
    }

    private String message(ZonePresence rule, Presence presence) {
        long seconds = Duration.between(presence.since(), event.at()).toSeconds();
        String where = event.label() + " in " + rule.zone().name();
        return seconds < 1 ? where : where + " for " + seconds + " s";
    }
}
