/** Molecular dynamics: velocity Verlet, thermostats, replicas, and runs that stop and go on bit for bit. */
package nnp4j.dynamics;
