package io.millstream.analytics.client

import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.send.BackOff
import io.millstream.analytics.send.Sender
import io.millstream.analytics.send.SenderParts

/** The time during which events may be made and sent: an installation and its sender. */
internal class Collecting(
    val installation: Installation,
    configuration: ClickstreamConfiguration,
    edges: Edges,
    log: DebugLog,
) {
    private var isOver = false

    val sender = Sender(
        SenderParts(
            configuration = configuration,
            store = installation.store,
            scheduler = edges.scheduler,
            clock = edges.clock,
            transport = edges.transport,
            network = edges.network,
            backOff = BackOff(installation[StateNames.BACK_OFF], edges.random, ::saveBackOff),
            log = log,
            nextSequence = installation::nextSequence,
            isAllowed = { !isOver },
        ),
    )

    /** A late answer must not write to a device whose data was purged meanwhile. */
    private fun saveBackOff(text: String?) {
        if (isOver) return
        installation.put(StateNames.BACK_OFF, text)
        installation.commit()
    }

    /** Stores what the last call changed, and sees to it that its events leave in time. */
    fun commit() {
        if (installation.commit()) sender.soon()
    }

    /** Stores, and sends what may be sent now. */
    fun flush() {
        installation.commit()
        sender.flush()
    }

    /** Like [flush]; a wait that the collector did not ask for is over. */
    fun wake() {
        installation.commit()
        sender.wake()
    }

    /** A request under way is still confirmed, no other follows. */
    fun stop() {
        installation.commit()
        sender.stop()
        isOver = true
    }
}
