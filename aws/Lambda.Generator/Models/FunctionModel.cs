namespace AiProxy.Aws.Lambda.Generator.Models;

/// <summary>What the wrapper of one handler is written from. Type names are fully qualified, with <c>global::</c>.</summary>
internal sealed record FunctionModel(
    string Namespace,
    string ClassName,
    string ClassType,
    string Method,
    EquatableArray<ParameterModel> Parameters,
    ReturnModel Return,
    bool IsZip,
    string? Logging,
    string? Idempotent,
    string? Payload,
    Place? At,
    EquatableArray<Complaint> Complaints)
{
    public string WrapperName => $"{ClassName}_{Method}_Generated";

    public string WrapperFullName => Namespace.Length == 0 ? WrapperName : $"{Namespace}.{WrapperName}";

    /// <summary>What the handler is called with and the wrapper takes, without what comes from the container.</summary>
    public IEnumerable<ParameterModel> Passed => Parameters.Where(parameter => parameter.Kind != ParameterKind.Service);

    public ParameterModel? Event => Parameters.FirstOrDefault(parameter => parameter.Kind == ParameterKind.Event);

    public bool TakesContext => Parameters.Any(parameter => parameter.Kind == ParameterKind.Context);
}

/// <summary>One parameter of a handler; <see cref="Name"/> is as declared.</summary>
internal sealed record ParameterModel(string Name, string Type, ParameterKind Kind)
{
    /// <summary>The name in the wrapper, which no name of the handler's can meet.</summary>
    public string Local => Kind == ParameterKind.Context ? "__context__" : $"__{Name}__";
}

internal enum ParameterKind
{
    Event,
    Context,
    Service,
}

/// <summary>What a handler returns.</summary>
/// <param name="Type">As declared, a task included.</param>
/// <param name="Result">The result's type, or null for none.</param>
/// <param name="IsAsync">Whether it is a task.</param>
internal sealed record ReturnModel(string Type, string? Result, bool IsAsync);
