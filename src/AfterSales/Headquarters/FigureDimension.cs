using AfterSales.Tickets.Rules;

namespace AfterSales.Headquarters;

/// <summary>For what a branch's day is kept apart; stored under its name.</summary>
public enum FigureDimension
{
    /// <summary>The whole branch.</summary>
    Branch,
    Technician,
    Model,
    Kind,
    Category,

    /// <summary>The step a ticket stands at.</summary>
    Step,

    /// <summary>The part a fault was in.</summary>
    Fault,
}

/// <summary>One technician, model, kind, category, step or fault.</summary>
public sealed record FigureMember(FigureDimension Dimension, string Key)
{
    public TicketKind? Kind => Enum.TryParse<TicketKind>(Key, out var kind) ? kind : null;

    public ServiceCategory? Category => Enum.TryParse<ServiceCategory>(Key, out var category) ? category : null;

    public TicketStep? Step => Enum.TryParse<TicketStep>(Key, out var step) ? step : null;
}

internal static class FigureDimensions
{
    public static string SlotMember(this FigureDimension dimension) => dimension switch
    {
        FigureDimension.Technician => nameof(FigureSlot.TechnicianId),
        FigureDimension.Model => nameof(FigureSlot.ModelId),
        FigureDimension.Kind => nameof(FigureSlot.Kind),
        FigureDimension.Category => nameof(FigureSlot.Category),
        FigureDimension.Step => nameof(FigureSlot.Step),
        FigureDimension.Fault => nameof(FigureSlot.Fault),
        _ => nameof(FigureSlot.BranchId),
    };

    /// <summary>The members a slot counts for; the whole branch always.</summary>
    public static IEnumerable<FigureMember> Members(this FigureSlot slot)
    {
        yield return new(FigureDimension.Branch, "");
        if (slot.TechnicianId is { } technician) yield return new(FigureDimension.Technician, technician);
        if (slot.ModelId is { } model) yield return new(FigureDimension.Model, model);
        if (slot.Kind is { } kind) yield return new(FigureDimension.Kind, $"{kind}");
        if (slot.Category is { } category) yield return new(FigureDimension.Category, $"{category}");
        if (slot.Step is { } step) yield return new(FigureDimension.Step, $"{step}");
        if (slot.Fault is { } fault) yield return new(FigureDimension.Fault, fault);
    }

    /// <summary>The key of the slot's member; null where it has none.</summary>
    public static string? KeyOf(this FigureSlot slot, FigureDimension dimension) => slot.Members().FirstOrDefault(member => member.Dimension == dimension)?.Key;
}
