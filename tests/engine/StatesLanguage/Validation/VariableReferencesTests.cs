namespace AiProxy.StatesLanguage.Tests.Validation;

/// <summary>Which variables each state reads, as DescribeStateMachine's variableReferences tell.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html"/>
public sealed class VariableReferencesTests
{
    [Fact]
    public void VariableReferences_OfAMachine_AreWhatItsStatesReadInBothLanguages()
    {
        var machine = Parse(
            "{'StartAt':'A','States':{"
            + "'A':{'Type':'Pass','Assign':{'x.$':'$.a','y.$':'$.b'},'Next':'B'},"
            + "'B':{'Type':'Pass','Parameters':{'v.$':'$x.c','w.$':'States.Format(\\'{}\\', $y)'},'Next':'M'},".Replace("\\'", "\u0001", StringComparison.Ordinal)
            + "'M':{'Type':'Map','ItemProcessor':{'StartAt':'I','States':{"
            + "'I':{'Type':'Pass','QueryLanguage':'JSONata','Output':'{% $y + $states.input + $sum([$x]) + ($z := 1; $z) %}','End':true}}},'Next':'C'},"
            + "'C':{'Type':'Choice','Choices':[{'Variable':'$y','NumericEqualsPath':'$x.n','Next':'D'}],'Default':'D'},'D':{'Type':'Succeed'}}}",
            quotes: '\u0001');

        Assert.Equal(
            ["B: x, y", "C: x, y", "I: x, y"],
            machine.VariableReferences.Select(reference => $"{reference.Key}: {string.Join(", ", reference.Value)}"));
    }

    private static StateMachine Parse(string definition, char quotes) =>
        StateMachine.Parse(definition.Replace('\'', '"').Replace(quotes, '\'')).Machine!;
}
