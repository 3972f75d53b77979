@echo off
rem Runs nnp4j. Builds it first where it is not built yet; needs a JDK 17 or later, nothing else.
rem After a change of the sources, delete target\launcher.built to build again.
setlocal
set "HOME_DIR=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if exist "%HOME_DIR%target\launcher.built" goto run
echo building, about 40 s (log: target\build.log) 1>&2
if not exist "%HOME_DIR%target" mkdir "%HOME_DIR%target"
if exist "%HOME_DIR%target\lib" rmdir /s /q "%HOME_DIR%target\lib"
pushd "%HOME_DIR%"
call mvnw.cmd -q -B -Dlauncher -DskipTests package > target\build.log 2>&1
if errorlevel 1 (
  popd
  echo nnp4j: the build failed; see target\build.log 1>&2
  exit /b 1
)
popd
echo built> "%HOME_DIR%target\launcher.built"
:run
set "VECTOR="
for %%v in (train tune cross-validate learning-curve) do if "%~1"=="%%v" set "VECTOR=--add-modules=jdk.incubator.vector"
"%JAVA%" %VECTOR% -XX:+UseSerialGC -Djava.awt.headless=true "-Dnnp4j.home=%HOME_DIR%." %NNP4J_JAVA_OPTS% -cp "%HOME_DIR%target\lib\*" nnp4j.cli.Main %*
exit /b %ERRORLEVEL%
