package io.millstream.analytics

/** An Activity that names its screen itself; without it the name is that of the class. */
public interface ClickstreamScreen {
    /** `_screen_name` of the screen shown right now; null or empty records no automatic view. */
    public fun clickstreamScreenName(): String?
}
