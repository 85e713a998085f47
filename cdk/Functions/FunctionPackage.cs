using System.Buffers.Binary;
using AiProxy.Cdk.Settings;

namespace AiProxy.Cdk.Functions;

/// <summary>The published folder of one function, made by <c>cdk/publish</c>.</summary>
internal sealed record FunctionPackage(string Function, string Folder)
{
    private const string Bootstrap = "bootstrap";

    private static readonly string[] ManagedEndings = [".dll", ".runtimeconfig.json", ".deps.json"];

    // https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html: e_machine is at byte 18; AArch64 is 183.
    private const int MachineOffset = 18;
    private const ushort Arm64 = 183;

    /// <summary>The name of the assembly, which is the handler too.</summary>
    public string AssemblyName => NameOf(Function);

    /// <summary>The start of a program that Lambda could load.</summary>
    public static byte[] LeastBootstrap => [0x7f, .. "ELF"u8, .. new byte[MachineOffset - 4], (byte)Arm64, 0];

    /// <summary>What the runtimes, each for itself, start a function from.</summary>
    public static IEnumerable<string> FilesFor(string function) => [Bootstrap, .. ManagedEndings.Select(ending => NameOf(function) + ending)];

    /// <summary>Finds out whether Lambda could start what is in the folder.</summary>
    /// <returns>What is wrong and what to do, or null.</returns>
    public string? ProblemFor(FunctionRuntime runtime)
    {
        if (!Directory.Exists(Folder))
            return $"No package of {Function} at '{Folder}': run 'cdk/publish {runtime.Name}', or leave context 'artifacts' out, and the packages are made.";
        string? missing = Needed(runtime).FirstOrDefault(file => !File.Exists(Path.Combine(Folder, file)));
        if (missing is not null)
            return $"'{Folder}' has no {missing}, which runtime {runtime.Name} starts {Function} from: run 'cdk/publish {runtime.Name}'.";
        if (!runtime.IsManaged && !IsForArm64(Path.Combine(Folder, Bootstrap)))
            return $"'{Folder}/{Bootstrap}' is not a Linux arm64 program, which is what the functions run on: run 'cdk/publish {runtime.Name}'.";
        return null;
    }

    private IEnumerable<string> Needed(FunctionRuntime runtime) =>
        runtime.IsManaged ? ManagedEndings.Select(ending => AssemblyName + ending) : [Bootstrap];

    private static string NameOf(string function) => "AiProxy." + function;

    private static bool IsForArm64(string file)
    {
        Span<byte> header = stackalloc byte[MachineOffset + sizeof(ushort)];
        using FileStream stream = File.OpenRead(file);
        return stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            && header.StartsWith("\u007fELF"u8)
            && BinaryPrimitives.ReadUInt16LittleEndian(header[MachineOffset..]) == Arm64;
    }
}
