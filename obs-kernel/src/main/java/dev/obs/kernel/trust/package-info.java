/// Files and folders that only this user and root can change: one check of owner, mode, links and
/// the folders above, for the spool and for plugins.
package dev.obs.kernel.trust;
