package io.millstream.analytics.send

import io.millstream.analytics.store.StoredEvent

/** Finds the event that the collector cannot take by halving what it refused: a request never reaches over the next bound. */
internal class SplitBounds {
    private val lastIds = ArrayDeque<Long>()

    /** Id that the next request may not go beyond. */
    val upToId: Long get() = lastIds.lastOrNull() ?: Long.MAX_VALUE

    /** The collector refused [events] (more than one): the first half goes next, then the second. */
    fun halve(events: List<StoredEvent>) {
        val last = events.last().id
        if (upToId != last) lastIds.addLast(last)
        lastIds.addLast(events[events.size / 2 - 1].id)
    }

    /** All events up to [id] are delivered or dropped. */
    fun passed(id: Long) {
        while (lastIds.isNotEmpty() && lastIds.last() <= id) lastIds.removeLast()
    }

    /** The events that the bounds stand for are gone. */
    fun forget() = lastIds.clear()
}
