package dev.sightline.alert;

import dev.sightline.condition.Finding;
import dev.sightline.condition.NearMiss;
import dev.sightline.condition.Notes;
import dev.sightline.condition.Scene;
import dev.sightline.condition.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule at one moment; used once, by one thread. */
final class RuleStep {
    private final Rule rule;
    private final Wording wording;
    private final Scene scene;
    private final RuleState before;
    private final Notes notes;
    private final Limiter limiter;
    private final AlertWriter writer;
    private final boolean inTime;
    private final List<Occurrence> occurrences;
    private final List<Alert> alerts = new ArrayList<>();
    private final List<NearMiss> misses = new ArrayList<>();

    RuleStep(RuleVersion version, Scene scene, RuleState before, Evidence evidence) {
        this.rule = version.rule();
        this.wording = version.wording();
        this.scene = scene;
        this.before = before;
        this.notes = new Notes(before.notes());
        this.limiter = new Limiter(rule.limits(), before, scene.now());
        this.writer = new AlertWriter(rule.id(), version.version(), wording, scene, evidence, "over");
        this.inTime = version.schedule().isActive(scene.now());
        this.occurrences = new ArrayList<>(before.occurrences());
    }

    RuleUpdate update() {
        List<Finding> found = rule.condition().find(scene, notes);
        if (rule.condition().momentary()) {
            found.forEach(this::happens);
        } else {
            found.forEach(this::lasts);
            end();
        }
        misses.addAll(notes.misses());
        return new RuleUpdate(changed() ? after() : before, alerts, misses);
    }

    private boolean changed() {
        return notes.changed() || !occurrences.equals(before.occurrences()) || limiter.changed(before);
    }

    private RuleState after() {
        return new RuleState(
                before.camera(),
                before.version(),
                wording,
                notes.all(),
                occurrences,
                limiter.cooldowns(),
                limiter.raised(),
                limiter.suppressed());
    }

    /** What happens in a moment is raised now or never. */
    private void happens(Finding finding) {
        String obstacle = obstacle(finding.subject());
        if (obstacle.isEmpty()) {
            raise(finding, scene.now());
            return;
        }
        if (counts()) {
            limiter.suppress();
        }
        misses.add(new NearMiss(finding.subject(), finding.since(), scene.now(), obstacle));
    }

    private void raise(Finding finding, @Nullable Instant found) {
        alerts.add(writer.raised(finding, found, limiter.suppressed()));
        limiter.raised(finding.subject());
    }

    /** Why no alert may be raised now; empty when it may. */
    private String obstacle(Subject subject) {
        if (!inTime) {
            return "outside the schedule";
        } else if (!rule.when().isProfile(scene)) {
            return "not in profile " + scene.profile();
        }
        return limiter.obstacle(subject);
    }

    private boolean counts() {
        return inTime && rule.when().isProfile(scene);
    }

    private void lasts(Finding finding) {
        int index = index(finding.subject());
        Occurrence occurrence = index < 0
                ? new Occurrence(
                        finding.subject(), finding.since(), scene.now(), scene.now(), null, 0, false, List.of())
                : occurrences.get(index);
        occurrence = occurrence.seen(scene.now(), AlertWriter.objects(finding));
        if (occurrence.raisedAt() != null) {
            occurrence = escalated(occurrence, finding);
        } else if (obstacle(finding.subject()).isEmpty()) {
            raise(finding.since(occurrence.since()), occurrence.found());
            occurrence = occurrence.raised(scene.now());
        } else if (counts()) {
            occurrence = occurrence.waiting();
        }
        put(index, occurrence);
    }

    private int index(Subject subject) {
        for (int i = 0; i < occurrences.size(); i++) {
            if (occurrences.get(i).subject().equals(subject)) {
                return i;
            }
        }
        return -1;
    }

    private void put(int index, Occurrence occurrence) {
        if (index >= 0) {
            occurrences.set(index, occurrence);
            return;
        }
        if (occurrences.size() == RuleState.MAX_OCCURRENCES) {
            occurrences.remove(0);
        }
        occurrences.add(occurrence);
    }

    private Occurrence escalated(Occurrence occurrence, Finding finding) {
        Instant raisedAt = occurrence.raisedAt();
        Occurrence after = occurrence;
        while (raisedAt != null && after.escalated() < rule.escalations().size()) {
            Escalation next = rule.escalations().get(after.escalated());
            if (Duration.between(raisedAt, scene.now()).compareTo(next.after()) < 0) {
                break;
            }
            after = after.escalatedOnce();
            alerts.add(writer.escalated(finding.since(occurrence.since()), after));
        }
        return after;
    }

    private void end() {
        occurrences.removeIf(occurrence -> {
            boolean over = Duration.between(occurrence.last(), scene.now()).compareTo(Rule.GRACE) > 0;
            if (over && occurrence.raisedAt() != null) {
                alerts.add(writer.ended(occurrence));
            } else if (over) {
                missed(occurrence);
            }
            return over;
        });
    }

    private void missed(Occurrence occurrence) {
        if (occurrence.heldBack()) {
            limiter.suppress();
        }
        misses.add(new NearMiss(occurrence.subject(), occurrence.since(), occurrence.last(), whyNot(occurrence)));
    }

    /** Why what is over was never raised: what stands in its way now, if that is of the same kind as then. */
    private String whyNot(Occurrence occurrence) {
        String now = obstacle(occurrence.subject());
        if (occurrence.heldBack()) {
            return counts() && !now.isEmpty() ? now : "held back by its cooldown or rate limit";
        }
        return counts() ? "outside its schedule or profile" : now;
    }
}
