using System.Runtime.CompilerServices;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions;

/// <summary>Room for the arguments of almost every call on the stack.</summary>
[InlineArray(Capacity)]
internal struct ArgumentBuffer
{
    public const int Capacity = 4;

    private Value _first;
}
