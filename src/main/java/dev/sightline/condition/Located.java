package dev.sightline.condition;

/**
 * An object and the zone that it is in.
 *
 * @param object the object
 * @param zone the zone's name, empty for the whole picture
 */
record Located(SceneObject object, String zone) {}
