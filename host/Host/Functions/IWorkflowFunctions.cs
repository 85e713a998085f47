using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Host.Functions;

/// <summary>The functions that workflows invoke, wherever they run.</summary>
internal interface IWorkflowFunctions
{
    /// <summary>What a workflow file's <c>${...Arn}</c> placeholders stand for here, as the CDK app's definition substitutions do on AWS.</summary>
    IReadOnlyDictionary<string, string> Substitutions { get; }

    /// <summary>The functions' names.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Lets workflows invoke the functions.</summary>
    /// <param name="registry">Gets them.</param>
    /// <param name="arns">What else they are called.</param>
    /// <param name="time">The clock.</param>
    void Register(TaskHandlerRegistry registry, FunctionArns arns, TimeProvider time);
}
