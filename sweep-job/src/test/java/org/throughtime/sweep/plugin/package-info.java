/**
 * What somebody else's jar may bring: samplers and pruners of another package, which use what is
 * public and nothing more.
 */
package org.throughtime.sweep.plugin;
