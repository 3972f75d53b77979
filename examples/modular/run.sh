#!/bin/sh
# Jars with a module name go on the module path. CDK and Commons Math have none: drivers, and files other than XYZ, find them on the
# class path. Maven places the jars so by itself to compile and test.
set -eu
cd "$(dirname "$0")/../.."
modules=$(ls target/lib/*.jar | grep -v -e /cdk- -e /commons-math3- -e /vecmath- -e /arpack | paste -s -d : -)
javac -p "$modules" -d out/modular examples/modular/module-info.java examples/modular/host/Callback.java
java -p "$modules:out/modular" -cp "target/lib/*" -m host/host.Callback
