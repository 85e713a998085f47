using System.Collections.Frozen;
using AiProxy.CallProvider;
using AiProxy.Contracts;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Requests;
using AiProxy.Merge;
using AiProxy.Transform;
using AiProxy.Validate;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.Host.Functions;

/// <summary>
/// The Lambda functions in this process: each through the wrapper that AWS would start, its serializer included, so that what a workflow sees
/// here is what it sees there.
/// </summary>
internal sealed class LocalFunctions
{
    private const string ArnPrefix = "arn:aws:lambda:local:000000000000:function:";

    private readonly FrozenDictionary<string, LocalFunction> _byName;

    /// <param name="replace">Replaces what a Lambda would register: secrets, stores, clock, routes.</param>
    public LocalFunctions(Action<IServiceCollection> replace)
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<ContractsJsonContext>();
        var validate = FunctionServices.Use(replace, static () => new ValidateFunction_Validate_Generated());
        var transform = FunctionServices.Use(replace, static () => new TransformFunction_Transform_Generated());
        var callProvider = FunctionServices.Use(replace, static () => new CallProviderFunction_CallProvider_Generated());
        var merge = FunctionServices.Use(replace, static () => new MergeFunction_Merge_Generated());
        _byName = new LocalFunction[]
        {
            new LocalFunction<WorkflowInput, ValidatedRequest>("Validate", validate.Validate, serializer),
            new LocalFunction<ValidatedRequest, WavePlan>("Transform", transform.Transform, serializer),
            new LocalFunction<CallInput, CallResult>("CallProvider", callProvider.CallProvider, serializer),
            new LocalFunction<MergeInput, HttpAnswer>("Merge", merge.Merge, serializer),
        }.ToFrozenDictionary(function => function.Name);
    }

    /// <summary>What a workflow file's <c>${...Arn}</c> placeholders stand for here, as the CDK app's definition substitutions do on AWS.</summary>
    public IReadOnlyDictionary<string, string> Substitutions =>
        _byName.Keys.ToDictionary(name => $"{name}Arn", ArnOf);

    /// <summary>The functions' names, sorted.</summary>
    public IEnumerable<string> Names => _byName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The ARN a function has here.</summary>
    public static string ArnOf(string name) => ArnPrefix + name;

    /// <summary>The function that a <c>FunctionName</c> names: our ARN, with or without a qualifier, or the bare name.</summary>
    public LocalFunction? Find(string functionName)
    {
        ReadOnlySpan<char> name = functionName.StartsWith(ArnPrefix, StringComparison.Ordinal) ? functionName.AsSpan(ArnPrefix.Length) : functionName;
        int qualifier = name.IndexOf(':');
        return _byName.GetValueOrDefault((qualifier < 0 ? name : name[..qualifier]).ToString());
    }
}
