using AiProxy.StatesLanguage.Model;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>The compiler does not know that the hierarchy of states is closed; this does.</summary>
public sealed class DispatchTests
{
    private const string Scope = "{'StartAt':'I','States':{'I':{'Type':'Succeed'}}}";

    private static readonly Dictionary<Type, string> Samples = new()
    {
        [typeof(PassDefinition)] = "'Type':'Pass','End':true",
        [typeof(SucceedDefinition)] = "'Type':'Succeed'",
        [typeof(FailDefinition)] = "'Type':'Fail'",
        [typeof(WaitDefinition)] = "'Type':'Wait','Seconds':0,'End':true",
        [typeof(ChoiceDefinition)] = "'Type':'Choice','Choices':[{'Condition':true,'Next':'Z'}]",
        [typeof(TaskDefinition)] = "'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f','End':true",
        [typeof(ParallelDefinition)] = $"'Type':'Parallel','Branches':[{Scope}],'End':true",
        [typeof(MapDefinition)] = $"'Type':'Map','Items':[1],'ItemProcessor':{Scope},'End':true",
    };

    [Fact]
    public async Task EveryStateType_IsDispatched()
    {
        var types = typeof(StateDefinition).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StateDefinition)) && !type.IsAbstract);
        foreach (var type in types)
        {
            var end = type == typeof(ChoiceDefinition) ? ",'Z':{'Type':'Succeed'}" : "";
            var result = await RunAsync(Machine("A", $"'A':{{{Samples[type]}}}{end}"));

            Assert.NotEqual(ExecutionStatus.TimedOut, result.Status);
        }
    }
}
