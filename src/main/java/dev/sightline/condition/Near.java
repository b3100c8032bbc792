package dev.sightline.condition;

import dev.sightline.geometry.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two objects that are near each other. The distance between their places is measured in heights of the higher box, or in
 * metres when it is known how high such objects are; across the picture it needs the picture's shape, which is taken to be
 * {@value #SHAPE} times as wide as high.
 *
 * @param who one of the two, and in which zones
 * @param other the other one, wherever it is
 * @param nearer than this, above 0, in the unit
 * @param height of the higher object in the unit: 1 for box heights; above 0
 */
public record Near(Selection who, Selection other, double nearer, double height) implements Condition {
    /** The most pairs that are told at a time. */
    static final int MOST = 1000;

    private static final double SHAPE = 16.0 / 9;

    /** Checks the ranges. */
    public Near {
        if (!(nearer > 0 && nearer < 1e6) || !(height > 0 && height < 1e3)) {
            throw new IllegalArgumentException("a distance and a height are above 0, not " + nearer + " and " + height);
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        var found = new ArrayList<Finding>();
        for (Located one : who.in(scene)) {
            for (SceneObject two : other.candidates(scene)) {
                boolean isTwice = who.fits(two)
                        && other.fits(one.object())
                        && one.object().id().number() > two.id().number();
                double distance = distance(one.object(), two);
                if (!one.object().equals(two) && !isTwice && distance < nearer && found.size() < MOST) {
                    found.add(pair(scene, one, two, distance));
                }
            }
        }
        return found;
    }

    private static Finding pair(Scene scene, Located one, SceneObject two, double distance) {
        return new Finding(
                new Subject(List.of(one.object().id(), two.id()), one.zone()),
                scene.now(),
                List.of(one.object(), two),
                Map.of("distance", distance));
    }

    private double distance(SceneObject a, SceneObject b) {
        Point one = who.place(a);
        Point two = other.place(b);
        double size = Math.max(1e-4, Math.max(a.box().height(), b.box().height()));
        return height * Math.hypot(SHAPE * (one.x() - two.x()), one.y() - two.y()) / size;
    }

    @Override
    public List<Selection> selections() {
        return List.of(who, other);
    }

    @Override
    public String measured(Scene scene, SceneObject object) {
        double nearest = Double.POSITIVE_INFINITY;
        for (SceneObject two : scene.objects()) {
            boolean isPair = (who.fits(object) && other.fits(two)) || (who.fits(two) && other.fits(object));
            if (isPair && !two.id().equals(object.id())) {
                nearest = Math.min(nearest, distance(object, two));
            }
        }
        return who.whereabouts(object)
                + (nearest < 1e6
                        ? ", the nearest one at " + Spoken.length(Spoken.rounded(nearest), height)
                        : ", nobody to be near to");
    }

    @Override
    public boolean momentary() {
        return false;
    }

    @Override
    public boolean ofObjects() {
        return true;
    }

    @Override
    public String describe() {
        return who.describe() + " nearer than " + Spoken.length(nearer, height) + " to " + other.whom();
    }
}
