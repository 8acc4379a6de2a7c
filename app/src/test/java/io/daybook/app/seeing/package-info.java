/** What can be seen of a running platform: metrics, alerts, health, traces and logs. */
@NullMarked
package io.daybook.app.seeing;

import org.jspecify.annotations.NullMarked;
