/**
 * What a third-party jar may add: samplers and pruners in another package, which use only public
 * classes.
 */
package org.throughtime.sweep.plugin;
