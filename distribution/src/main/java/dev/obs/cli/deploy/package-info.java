/// The output of `obs deploy`: the deployment files of the image with a user's values.
@org.jspecify.annotations.NullMarked
package dev.obs.cli.deploy;
