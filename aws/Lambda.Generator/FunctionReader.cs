using System.Collections.Immutable;
using AiProxy.Aws.Lambda.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AiProxy.Aws.Lambda.Generator;

/// <summary>Reads a handler's method into a <see cref="FunctionModel"/>.</summary>
internal static class FunctionReader
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static FunctionModel Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var method = (IMethodSymbol)context.TargetSymbol;
        var type = method.ContainingType;
        var attributes = method.GetAttributes();
        var idempotent = Attribute(attributes, Names.Idempotent);
        var parameters = method.Parameters.Select(Read).ToImmutableArray();
        var returns = Return(method);
        var payload = idempotent is null ? null : Payload(method, parameters);
        cancellationToken.ThrowIfCancellationRequested();

        var complaints = Complaints(method, parameters, returns, idempotent is not null, payload)
            .Select(text => new Complaint(Diagnostics.InvalidSignature, Place.Of(method), text))
            .ToList();
        if (!HasGoodResourceName(context.Attributes[0]))
            complaints.Add(new Complaint(Diagnostics.InvalidResourceName, Place.Of(method)));

        return new FunctionModel(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            type.Name,
            type.ToDisplayString(TypeFormat),
            method.Name,
            new EquatableArray<ParameterModel>(parameters),
            returns,
            IsZip(context.Attributes[0]),
            Copy(Attribute(attributes, Names.Logging)),
            Copy(idempotent),
            payload?.Local,
            Place.Of(method),
            new EquatableArray<Complaint>([.. complaints]));
    }

    private static IEnumerable<string> Complaints(
        IMethodSymbol method, ImmutableArray<ParameterModel> parameters, ReturnModel returns, bool idempotent, ParameterModel? payload)
    {
        if (method.ContainingType.ContainingType is not null || method.ContainingType.IsGenericType || method.ContainingType.IsAbstract)
            yield return $"the class of '{method.Name}' must be neither nested, generic nor abstract";
        if (method.IsStatic || method.IsGenericMethod)
            yield return $"'{method.Name}' must be neither static nor generic";
        if (method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
            yield return $"'{method.Name}' takes its parameters by value only";
        if (parameters.Count(parameter => parameter.Kind == ParameterKind.Event) > 1)
            yield return $"'{method.Name}' takes one event at most; mark what comes from the container with [FromServices]";
        if (method.IsAsync && method.ReturnsVoid)
            yield return $"'{method.Name}' returns a Task instead of async void, which Lambda cannot wait for";
        if (idempotent && returns.Result is null)
            yield return $"'{method.Name}' is [Idempotent] and returns nothing that a replay could answer";
        if (idempotent && payload is null)
            yield return $"'{method.Name}' is [Idempotent]; mark the parameter that is its payload with [IdempotencyKey]";
    }

    private static ParameterModel Read(IParameterSymbol parameter)
    {
        var kind = Attribute(parameter.GetAttributes(), Names.FromServices) is not null ? ParameterKind.Service
            : parameter.Type.ToDisplayString() == Names.LambdaContext ? ParameterKind.Context
            : ParameterKind.Event;
        return new ParameterModel(parameter.Name, parameter.Type.ToDisplayString(TypeFormat), kind);
    }

    /// <summary>As Powertools chooses it: the first of one parameter or of (event, context), else the one with [IdempotencyKey].</summary>
    private static ParameterModel? Payload(IMethodSymbol method, ImmutableArray<ParameterModel> parameters)
    {
        var isHandler = parameters.Length == 1 || (parameters.Length == 2 && parameters[1].Kind == ParameterKind.Context);
        if (isHandler && parameters[0].Kind == ParameterKind.Event)
            return parameters[0];

        for (var i = 0; i < parameters.Length; i++)
        {
            if (Attribute(method.Parameters[i].GetAttributes(), Names.IdempotencyKey) is not null)
                return parameters[i];
        }

        return null;
    }

    private static ReturnModel Return(IMethodSymbol method)
    {
        var type = method.ReturnType;
        var text = type.ToDisplayString(TypeFormat);
        if (method.ReturnsVoid)
            return new ReturnModel(text, null, IsAsync: false);

        var definition = type.OriginalDefinition.ToDisplayString();
        return definition switch
        {
            "System.Threading.Tasks.Task" => new ReturnModel(text, null, IsAsync: true),
            "System.Threading.Tasks.Task<TResult>" =>
                new ReturnModel(text, ((INamedTypeSymbol)type).TypeArguments[0].ToDisplayString(TypeFormat), IsAsync: true),
            _ => new ReturnModel(text, text, IsAsync: false),
        };
    }

    private static bool HasGoodResourceName(AttributeData function) => function.NamedArguments
        .Where(argument => argument.Key == "ResourceName")
        .All(argument => argument.Value.Value is not string name || name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')));

    private static bool IsZip(AttributeData function) =>
        !function.NamedArguments.Any(argument => argument.Key == "PackageType" && argument.Value.Value is int and not 0);

    private static AttributeData? Attribute(ImmutableArray<AttributeData> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == name);

    /// <summary>An expression that makes the same attribute again, so that the wrapper reads what was written on the method.</summary>
    private static string? Copy(AttributeData? attribute)
    {
        if (attribute is null)
            return null;

        var constructor = string.Join(", ", attribute.ConstructorArguments.Select(argument => argument.ToCSharpString()));
        var named = attribute.NamedArguments.Select(argument => $"{argument.Key} = {Literal(argument.Value)}");
        return $"new global::{attribute.AttributeClass!.ToDisplayString()}({constructor}) {{ {string.Join(", ", named)} }}";
    }

    private static string Literal(TypedConstant value) => value.Kind switch
    {
        TypedConstantKind.Enum => $"({value.Type!.ToDisplayString(TypeFormat)})({value.Value})",
        TypedConstantKind.Primitive when value.Value is double number =>
            number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "d",
        _ => value.ToCSharpString(),
    };
}
