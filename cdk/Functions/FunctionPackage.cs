using System.Buffers.Binary;
using AiProxy.Cdk.Settings;

namespace AiProxy.Cdk.Functions;

/// <summary>The published folder of one function, made by <c>cdk/publish</c>.</summary>
internal sealed record FunctionPackage(string Function, string Folder)
{
    private const string Bootstrap = "bootstrap";

    // https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html: e_machine is at byte 18; AArch64 is 183.
    private const int MachineOffset = 18;
    private const ushort Arm64 = 183;

    /// <summary>The name of the assembly, which is the handler too.</summary>
    public string AssemblyName => "AiProxy." + Function;

    /// <summary>Finds out whether Lambda could start what is in the folder.</summary>
    /// <returns>What is wrong and what to do, or null.</returns>
    public string? ProblemFor(FunctionRuntime runtime)
    {
        if (!Directory.Exists(Folder))
            return $"No package of {Function} at '{Folder}': run 'cdk/publish {runtime.Name}', or set context 'artifacts' to where the packages are.";
        string? missing = Needed(runtime).FirstOrDefault(file => !File.Exists(Path.Combine(Folder, file)));
        if (missing is not null)
            return $"'{Folder}' has no {missing}, which runtime {runtime.Name} starts {Function} from: run 'cdk/publish {runtime.Name}'.";
        if (!runtime.IsManaged && !IsForArm64(Path.Combine(Folder, Bootstrap)))
            return $"'{Folder}/{Bootstrap}' is not a Linux arm64 program, which is what the functions run on: run 'cdk/publish {runtime.Name}'.";
        return null;
    }

    private IEnumerable<string> Needed(FunctionRuntime runtime) =>
        runtime.IsManaged ? [AssemblyName + ".dll", AssemblyName + ".runtimeconfig.json", AssemblyName + ".deps.json"] : [Bootstrap];

    private static bool IsForArm64(string file)
    {
        Span<byte> header = stackalloc byte[MachineOffset + sizeof(ushort)];
        using FileStream stream = File.OpenRead(file);
        return stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            && header.StartsWith("\u007fELF"u8)
            && BinaryPrimitives.ReadUInt16LittleEndian(header[MachineOffset..]) == Arm64;
    }
}
