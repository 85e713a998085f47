using System.Collections.Immutable;
using AiProxy.CallProvider;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Requests;
using AiProxy.Merge;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.Transform;
using AiProxy.Validate;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace AiProxy.Host.Functions;

/// <summary>
/// The Lambda functions in this process: each through the wrapper that AWS would start, its serializer included, so that what a workflow sees
/// here is what it sees there.
/// </summary>
internal sealed class LocalFunctions : IWorkflowFunctions
{
    private const string ArnPrefix = "arn:aws:lambda:local:000000000000:function:";

    private readonly ImmutableArray<LocalFunction> _functions;

    /// <param name="replace">Replaces what a Lambda would register: secrets, stores, clock, routes.</param>
    public LocalFunctions(Action<IServiceCollection> replace)
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<ContractsJsonContext>();
        var validate = FunctionServices.Use(replace, static () => new ValidateFunction_Validate_Generated());
        var transform = FunctionServices.Use(replace, static () => new TransformFunction_Transform_Generated());
        var callProvider = FunctionServices.Use(replace, static () => new CallProviderFunction_CallProvider_Generated());
        var merge = FunctionServices.Use(replace, static () => new MergeFunction_Merge_Generated());
        _functions =
        [
            new LocalFunction<WorkflowInput, ValidatedRequest>("Validate", validate.Validate, serializer),
            new LocalFunction<ValidatedRequest, WavePlan>("Transform", transform.Transform, serializer),
            new LocalFunction<CallInput, CallResult>("CallProvider", callProvider.CallProvider, serializer),
            new LocalFunction<MergeInput, HttpAnswer>("Merge", merge.Merge, serializer),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Substitutions =>
        _functions.ToDictionary(function => $"{function.Name}Arn", function => ArnOf(function.Name));

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => [.. _functions.Select(function => function.Name)];

    /// <summary>The ARN a function has here.</summary>
    public static string ArnOf(string name) => ArnPrefix + name;

    /// <inheritdoc/>
    public void Register(TaskHandlerRegistry registry, FunctionArns arns, TimeProvider time)
    {
        foreach (LocalFunction function in _functions)
        {
            arns.Add(registry, function.Name, new LocalFunctionHandler(function, time));
        }
        registry.AddFunction("*", new UnknownFunctionHandler(Names));
    }
}
