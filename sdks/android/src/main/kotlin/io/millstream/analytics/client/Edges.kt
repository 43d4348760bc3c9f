package io.millstream.analytics.client

import android.app.Application
import android.content.Context
import io.millstream.analytics.device.AndroidFacts
import io.millstream.analytics.device.DeviceFacts
import io.millstream.analytics.device.DeviceNetwork
import io.millstream.analytics.device.NetworkState
import io.millstream.analytics.runtime.Clock
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.runtime.DeviceClock
import io.millstream.analytics.runtime.Scheduler
import io.millstream.analytics.runtime.ThreadScheduler
import io.millstream.analytics.send.Transport
import io.millstream.analytics.send.UrlConnectionTransport
import io.millstream.analytics.store.EventStore
import io.millstream.analytics.store.SqliteStore
import java.util.UUID
import kotlin.random.Random

/** Everything outside the SDK that it touches. Tests put their own in place. */
internal class Edges(
    val clock: Clock,
    val scheduler: Scheduler,
    val transport: Transport,
    val network: NetworkState,
    val facts: DeviceFacts,
    /** Files of this instance. */
    val store: EventStore,
    /** Id of the device, the same for all instances; made and kept when there is none. */
    val deviceId: () -> String,
    val newId: () -> String = { UUID.randomUUID().toString() },
    val random: () -> Double = Random::nextDouble,
) {
    companion object {
        /** The edges of a real device. */
        fun of(application: Application, instance: String, log: DebugLog): Edges {
            val scheduler = ThreadScheduler(instance)
            val network = DeviceNetwork(application, log)
            val facts = AndroidFacts(application, network)
            return Edges(
                clock = DeviceClock,
                scheduler = scheduler,
                transport = UrlConnectionTransport(scheduler::executeBlocking),
                network = network,
                facts = facts,
                store = SqliteStore(application, fileNameOf(instance)),
                deviceId = { sharedDeviceId(application, facts) },
            )
        }

        fun fileNameOf(instance: String): String = "millstream-$instance.db"

        /** Android's own id, else a random one kept for all instances. */
        fun sharedDeviceId(context: Context, facts: DeviceFacts): String {
            facts.androidId()?.let { return it }
            val kept = context.getSharedPreferences("millstream-device", Context.MODE_PRIVATE)
            return kept.getString("id", null)
                ?: UUID.randomUUID().toString().also { kept.edit().putString("id", it).apply() }
        }
    }
}
