namespace AiProxy.Aws.Lambda.Generator.Models;

/// <summary>What the attributes and options of the whole assembly say.</summary>
internal sealed record AssemblyModel(
    string Name,
    string? Serializer,
    bool GenerateMain,
    string? Runtime,
    bool IsExecutable,
    bool HasContainer);

/// <summary>The class with [LambdaStartup].</summary>
internal sealed record StartupModel(string Type, Place? At);
