namespace AfterSales.Access;

/// <summary>What may be done or seen. Every field of the schema names one; who holds it stands in <see cref="Permissions"/>.</summary>
public enum Permission
{
    /// <summary>One's own account: who am I, my tokens.</summary>
    UseOwnAccount,

    /// <summary>What a signed link itself allows: everybody holds it, and the field checks the link.</summary>
    FollowSignedLink,
    SeeTickets,
    RegisterTickets,
    DispatchTickets,
    ServeTickets,
    CompleteTickets,

    /// <summary>Notes and messages to the customer.</summary>
    NoteTickets,

    /// <summary>As the head of the department.</summary>
    ReviewRepairOrders,

    /// <summary>As the leader.</summary>
    ApproveRepairOrders,
    SeeCustomers,
    KeepCustomerFiles,

    /// <summary>Upload files and hang them on records one may change.</summary>
    AttachFiles,
    SeeContacts,
    RecordContacts,

    /// <summary>Sending what no channel of the service can: seeing a message's words, with the link in it.</summary>
    SendMessages,
    ImportCustomers,
    SeeTechnicians,
    ManageTechnicians,

    /// <summary>The secret link to a technician's calendar: his own, and those of the branch.</summary>
    KeepCalendarFeeds,

    /// <summary>The register of tools in custody.</summary>
    SeeTools,

    /// <summary>Hand tools out, take them back, take down what happened to them.</summary>
    KeepTools,
    SeeBranches,
    ManageBranches,
    ManageAccounts,
    SeeFollowUps,
    RecordFollowUps,
    AssignFollowUps,

    /// <summary>Calling those one sold to.</summary>
    CallOwnBuyers,
    SeeAbsences,
    NameSubstitutes,
    SeeSurveys,
    SendSurveys,
    KeepQuestionnaires,
    SeeComplaints,
    TakeComplaints,
    AnswerComplaints,
    SeeHardProblems,

    /// <summary>Putting a hard problem to headquarters.</summary>
    AskHeadquarters,

    /// <summary>At headquarters.</summary>
    AnswerHardProblems,
    /// <summary>Daily, weekly, monthly and yearly reports.</summary>
    SeeReports,

    /// <summary>Confirming and correcting a technician's daily report.</summary>
    WriteDailyReports,

    /// <summary>The supervisor's daily report.</summary>
    ConfirmDailyReports,

    /// <summary>Daily, weekly, monthly and yearly ones, as the branch's manager: from then on headquarters sees them.</summary>
    SignReports,
    SeeEnquiries,
    TakeEnquiries,
    SeeProjects,

    /// <summary>What a project costs, and what of it is paid ahead.</summary>
    SeeProjectPrices,
    ManageProjects,

    /// <summary>Finance: prepayment and final settlement.</summary>
    SettleProjects,
    SeeContracts,
    KeepContracts,
    SeeTasks,
    WorkTasks,
    SeePolicies,
    ManagePolicies,
    SeePerformance,
    SeeAudit,
    OperateService,

    /// <summary>Where events are sent to, and what became of each.</summary>
    ManageWebhooks,
    MoveDemoTime,
    SeeCatalogue,
    ManageCatalogue,

    /// <summary>Recording that an authority found a part to have failed abnormally early.</summary>
    JudgeFaults,

    /// <summary>Giving out what is known of a customer, erasing it, and pruning what need not be kept.</summary>
    KeepPrivacy,
}

/// <summary>Which role holds which permission, a line each. A role that is not named in a line does not hold it.</summary>
public static class Permissions
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();

    private static readonly Role[] OwnPeople = [.. Everybody.Except([Role.Supplier, Role.Dealer])];

    private static readonly Role[] BranchStaff =
    [
        Role.Receptionist, Role.Dispatcher, Role.FollowUpAgent, Role.BranchManager, Role.ComplaintOfficer, Role.QualityEngineer,
        Role.ServiceDirector, Role.ProjectManager, Role.SalesManager, Role.Administrator,
    ];

    private static readonly Dictionary<Permission, IReadOnlyList<Role>> Holders = new()
    {
        [Permission.UseOwnAccount] = Everybody,
        [Permission.SeeTickets] = [.. BranchStaff, Role.Technician, Role.Storekeeper, Role.Accountant],
        [Permission.RegisterTickets] = [Role.Receptionist, Role.Dispatcher, Role.FollowUpAgent, Role.BranchManager],
        [Permission.DispatchTickets] = [Role.Dispatcher, Role.BranchManager],
        [Permission.ServeTickets] = [Role.Dispatcher, Role.Technician],
        [Permission.CompleteTickets] = [Role.Dispatcher, Role.BranchManager],
        [Permission.NoteTickets] = [.. BranchStaff, Role.Technician],
        [Permission.ReviewRepairOrders] = [Role.BranchManager],
        [Permission.ApproveRepairOrders] = [Role.ServiceDirector],
        [Permission.SeeCustomers] = [.. BranchStaff, Role.Technician, Role.Accountant],
        [Permission.KeepCustomerFiles] = [Role.Receptionist, Role.Dispatcher, Role.FollowUpAgent, Role.BranchManager, Role.Administrator],
        [Permission.AttachFiles] = OwnPeople,
        [Permission.SeeContacts] = BranchStaff,
        [Permission.RecordContacts] = [Role.Receptionist, Role.Dispatcher, Role.FollowUpAgent, Role.BranchManager, Role.ComplaintOfficer],
        [Permission.SendMessages] = [Role.FollowUpAgent, Role.BranchManager, Role.ServiceDirector],
        [Permission.ImportCustomers] = [Role.Dispatcher, Role.BranchManager, Role.Administrator],
        [Permission.SeeTechnicians] = [.. BranchStaff, Role.Storekeeper],
        [Permission.ManageTechnicians] = [Role.BranchManager, Role.Administrator],
        [Permission.KeepCalendarFeeds] = [Role.Technician, Role.BranchManager],
        [Permission.SeeTools] = [Role.Storekeeper, Role.BranchManager, Role.Administrator],
        [Permission.KeepTools] = [Role.Storekeeper, Role.BranchManager, Role.Administrator],
        [Permission.SeeBranches] = OwnPeople,
        [Permission.ManageBranches] = [Role.Administrator],
        [Permission.ManageAccounts] = [Role.Administrator],
        [Permission.SeeFollowUps] = BranchStaff,
        [Permission.RecordFollowUps] = [Role.FollowUpAgent, Role.BranchManager],
        [Permission.CallOwnBuyers] = [Role.Dealer],
        [Permission.AssignFollowUps] = [Role.Dispatcher, Role.BranchManager],
        [Permission.SeeAbsences] = BranchStaff,
        [Permission.NameSubstitutes] = [Role.Dispatcher, Role.BranchManager],
        [Permission.SeeSurveys] = [Role.Dispatcher, Role.FollowUpAgent, Role.BranchManager, Role.ComplaintOfficer, Role.QualityEngineer, Role.ServiceDirector],
        [Permission.SendSurveys] = [Role.FollowUpAgent, Role.ServiceDirector],
        [Permission.KeepQuestionnaires] = [Role.BranchManager, Role.ServiceDirector],
        [Permission.SeeComplaints] = [Role.Receptionist, Role.FollowUpAgent, Role.BranchManager, Role.ComplaintOfficer, Role.QualityEngineer, Role.ServiceDirector],
        [Permission.TakeComplaints] = [Role.Receptionist, Role.FollowUpAgent, Role.ComplaintOfficer, Role.ServiceDirector],
        [Permission.AnswerComplaints] = [Role.ComplaintOfficer, Role.ServiceDirector],
        [Permission.SeeHardProblems] = [Role.Dispatcher, Role.Technician, Role.BranchManager, Role.QualityEngineer, Role.ServiceDirector],
        [Permission.AskHeadquarters] = [Role.Dispatcher, Role.Technician, Role.BranchManager],
        [Permission.AnswerHardProblems] = [Role.QualityEngineer, Role.ServiceDirector],
        [Permission.SeeReports] = [Role.Dispatcher, Role.Technician, Role.BranchManager, Role.ServiceDirector, Role.Administrator],
        [Permission.WriteDailyReports] = [Role.Technician, Role.Dispatcher, Role.BranchManager],
        [Permission.ConfirmDailyReports] = [Role.Dispatcher, Role.BranchManager],
        [Permission.SignReports] = [Role.BranchManager],
        [Permission.SeeEnquiries] = BranchStaff,
        [Permission.TakeEnquiries] = [Role.Receptionist, Role.Dispatcher, Role.FollowUpAgent, Role.BranchManager, Role.SalesManager],
        [Permission.SeeProjects] = [.. BranchStaff, Role.Accountant],
        [Permission.SeeProjectPrices] = [Role.BranchManager, Role.ProjectManager, Role.SalesManager, Role.Accountant, Role.ServiceDirector],
        [Permission.ManageProjects] = [Role.BranchManager, Role.ProjectManager],
        [Permission.SettleProjects] = [Role.Accountant],
        [Permission.SeeContracts] = [.. BranchStaff, Role.Accountant],
        [Permission.KeepContracts] = [Role.Dispatcher, Role.FollowUpAgent, Role.BranchManager, Role.Administrator],
        [Permission.SeeTasks] = [.. BranchStaff, Role.Technician, Role.Storekeeper, Role.Accountant, Role.DepartmentMember],
        [Permission.WorkTasks] = [.. BranchStaff, Role.Technician, Role.Storekeeper, Role.Accountant, Role.DepartmentMember],
        [Permission.SeePolicies] = OwnPeople,
        [Permission.ManagePolicies] = [Role.ServiceDirector, Role.Administrator],
        [Permission.SeePerformance] = [Role.Dispatcher, Role.BranchManager, Role.QualityEngineer, Role.ServiceDirector, Role.Administrator],
        [Permission.SeeAudit] = [Role.ServiceDirector, Role.Administrator],
        [Permission.OperateService] = [Role.Administrator],
        [Permission.ManageWebhooks] = [Role.Administrator],
        [Permission.MoveDemoTime] = [Role.Administrator],
        [Permission.SeeCatalogue] = Everybody,
        [Permission.ManageCatalogue] = [Role.ServiceDirector, Role.Administrator],
        [Permission.JudgeFaults] = [Role.QualityEngineer, Role.ServiceDirector],
        [Permission.KeepPrivacy] = [Role.Administrator],
    };

    private static readonly Dictionary<Role, IReadOnlySet<Permission>> ByRole =
        Everybody.ToDictionary(role => role, IReadOnlySet<Permission> (role) => Holders.Where(line => line.Value.Contains(role)).Select(line => line.Key).ToHashSet());

    /// <summary>Held without any role, and without a log-in.</summary>
    public static IReadOnlySet<Permission> OfEverybody { get; } = new HashSet<Permission> { Permission.FollowSignedLink };

    public static IReadOnlySet<Permission> Of(Role role) => ByRole[role];
}
