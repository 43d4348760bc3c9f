package io.millstream.analytics

/** What the person allows. */
public enum class ClickstreamConsent {
    /** Events are stored and sent. */
    GRANTED,

    /** Nothing is recorded, stored or sent. */
    DENIED,

    /** Not asked yet: events wait in memory, for [GRANTED] or for being forgotten. */
    PENDING,

    /** Events are sent, with ids that live as long as the process; nothing is stored on the device. */
    COOKIELESS,
}
