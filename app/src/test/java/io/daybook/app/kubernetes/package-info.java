/**
 * The manifests in kubernetes/, checked without a cluster: a strict model of the API reads them,
 * and rules of our own compare them with what the platform really has.
 */
package io.daybook.app.kubernetes;
