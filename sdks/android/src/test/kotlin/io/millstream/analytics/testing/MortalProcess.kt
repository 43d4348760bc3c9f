package io.millstream.analytics.testing

import io.millstream.analytics.runtime.Cancellable
import io.millstream.analytics.send.HttpAnswer
import io.millstream.analytics.send.HttpRequest
import io.millstream.analytics.send.Transport
import io.millstream.analytics.store.EventStore
import io.millstream.analytics.store.StoredEvent
import io.millstream.analytics.store.WriteBatch

/** A process that dies at one of its steps: before or after any touch of storage or network. */
internal class MortalProcess(private val diesAtStep: Int) {
    private class Death : RuntimeException("the process died")

    var steps = 0
        private set
    val isDead: Boolean get() = steps >= diesAtStep

    fun mortal(inner: EventStore): EventStore = object : EventStore {
        override fun readState(): Map<String, String> = around { inner.readState() }

        override fun commit(batch: WriteBatch) = around { inner.commit(batch) }

        override fun oldest(maxCount: Int, maxBytes: Int, upToId: Long): List<StoredEvent> =
            around { inner.oldest(maxCount, maxBytes, upToId) }

        override fun delete(events: List<StoredEvent>) = around { inner.delete(events) }

        override fun isEmpty(): Boolean = around { inner.isEmpty() }

        override fun clear(alsoState: Boolean) = around { inner.clear(alsoState) }

        override fun close() = inner.close()
    }

    fun mortal(inner: Transport): Transport = object : Transport {
        override fun start(request: HttpRequest, onAnswer: (HttpAnswer) -> Unit): Cancellable {
            if (!isDead) steps++
            if (isDead) return Cancellable {}
            return inner.start(request) { answer ->
                if (!isDead) steps++
                if (!isDead) onAnswer(answer)
            }
        }
    }

    private fun <T> around(act: () -> T): T {
        step()
        return act().also { step() }
    }

    private fun step() {
        if (!isDead) steps++
        if (isDead) throw Death()
    }
}
